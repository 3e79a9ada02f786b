//! The command line: what can be asked of the tool.

mod check;
mod preview;
mod render;
mod tool;

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::color::Color;
use crate::suggest;

pub(crate) use check::{Check, Failing, Format as ReportFormat, Mending, Reporting, Selecting, Selector};
pub(crate) use preview::Preview;
pub(crate) use render::{Alerts, Emphasis, Format, HtmlOptions, Links, Missing, Render, TextOptions, Width};
pub(crate) use tool::{Completions, Lsp, Man};

/// Renders, inspects and checks self-help support articles.
///
/// Exit status: 0 when there is nothing to complain about, 1 when an article has an error (`check`: or what it was asked to
/// deny), 2 for wrong usage and for what could not be read, done or written.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to colour what people read
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Render(Render),
    Inspect(Inspect),
    Check(Check),
    Rule(Rule),
    Preview(Preview),
    Lsp(Lsp),
    Completions(Completions),
    Man(Man),
}

/// Print what articles hold, one JSON object per article and line
///
/// Articles come in byte order of their paths. Each object has the keys path, metadata, title, payload, sections,
/// placeholders, links and diagnostics, which are the parser's: the authoring rules are for `check`. Lists are in
/// document order. Offsets count bytes of the file; for a file that is not UTF-8 they count bytes of its text in UTF-8,
/// for a broken one with U+FFFD where a byte could not be read. Lines and columns count from 1, columns in characters.
/// Exit status 1 when an article has an error, which strict parsing refuses; it is printed like the others.
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// Files, and folders of `*.md` files; `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

/// Show what a rule of `check` looks for, why, and how it is mended
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("which").required(true))]
pub(crate) struct Rule {
    /// The rule, as findings name it: `heading-space`
    #[arg(value_name = "CODE", value_parser = suggest::rule, group = "which")]
    pub(crate) code: Option<&'static selfhelp::diagnostic::Rule>,

    /// All rules
    #[arg(long, group = "which")]
    pub(crate) all: bool,

    /// How to show it
    #[arg(long, value_enum, default_value_t = RuleFormat::Text)]
    pub(crate) format: RuleFormat,
}

/// How a rule is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RuleFormat {
    /// Text for people
    Text,
    /// JSON for tools
    Json,
}

impl Arguments {
    /// Reads the command line; ends the process with status 2 where it is wrong, and with 0 where help was asked for.
    pub(crate) fn read() -> Arguments {
        let arguments = Arguments::parse();
        let (name, conflict) = match &arguments.command {
            Command::Render(render) => ("render", render.conflict()),
            Command::Check(check) => ("check", check.conflict().map(str::to_owned)),
            Command::Preview(preview) => ("preview", preview.conflict().map(str::to_owned)),
            _ => return arguments,
        };
        if let Some(message) = conflict {
            let mut command = Arguments::command();
            command.build();
            let command = command.find_subcommand_mut(name).map(std::mem::take).unwrap_or_default();
            command.clone().error(ErrorKind::ArgumentConflict, message).exit();
        }
        arguments
    }
}
