#![doc = include_str!("../../docs/help.md")]

mod content;
mod hydrate;
mod key;
mod keyer;
mod member;
mod outcome;
mod render;
mod replacement;
mod solution;
mod step;
mod word;

pub use content::Content;
pub use hydrate::hydrate;
pub use outcome::Outcome;
pub use render::Help;
pub use replacement::{
    Chart, Diagnostic, Insight, ReplacementMaps, SearchResult, Troubleshooter, Video, VideoGroup, WebResult,
};
pub use solution::{HelpSolution, Properties, Section};
pub use step::{ResponseOption, ResponseValidation, Step, StepInput};
pub use word::{
    DiagnosticStatus, ImportanceLevel, ProvisioningState, QuestionContentType, QuestionType, ValidationScope,
};
