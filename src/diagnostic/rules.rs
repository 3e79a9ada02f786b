//! The table of rules, a file for each group.
//!
//! A rule is one row here. Everything else comes of it: its constant of [`Code`], the documentation, what the tool says.
//!
//! ```text
//! HEADING_SPACE = "heading-space" {
//!     severity: Warning,                  or `Error or Warning` where some findings matter less
//!     since: "0.1.0",
//!     summary: "…",                       a sentence; the documentation of the constant, too
//!     what: "…",                          what is looked for, and how it is read
//!     why: "…",                           what becomes of readers otherwise
//!     body: "##Steps\n",                  or `file: "…"`; a test sees that the rule finds it
//!     fix: Safe "…",                      or `Suggested`; `ByHand` where there is no fix
//! }
//! ```

mod components;
mod data;
mod file;
mod header;
mod links;
mod markdown;
mod payloads;
mod placeholders;
mod sections;

use super::Code;
use super::rule::{Example, Group, Remedy, Rule};

const GROUPS: [&[Rule]; 9] = [
    file::RULES,
    header::RULES,
    sections::RULES,
    placeholders::RULES,
    markdown::RULES,
    links::RULES,
    components::RULES,
    payloads::RULES,
    data::RULES,
];

/// Every rule, by group.
pub(super) static ALL: [Rule; count()] = joined();

const fn count() -> usize {
    let (mut group, mut count) = (0, 0);
    while group < GROUPS.len() {
        count += GROUPS[group].len();
        group += 1;
    }
    count
}

const fn joined() -> [Rule; count()] {
    let mut all = [GROUPS[0][0]; count()];
    let (mut group, mut at) = (0, 0);
    while group < GROUPS.len() {
        let mut row = 0;
        while row < GROUPS[group].len() {
            all[at] = GROUPS[group][row];
            at += 1;
            row += 1;
        }
        group += 1;
    }
    all
}

/// The address of the documentation, in which each rule has a heading.
macro_rules! help_url {
    ($name:literal) => {
        concat!("https://docs.rs/selfhelp/latest/selfhelp/rules/index.html#", $name)
    };
}

/// Declares the rules of a group: a constant of [`Code`] each, and their list.
macro_rules! rules {
    ($group:ident; $($code:ident = $name:literal {
        severity: $severity:ident $(or $milder:ident)?,
        since: $since:literal,
        summary: $summary:literal,
        what: $what:literal,
        why: $why:literal,
        $shape:ident: $example:literal,
        fix: $applicability:ident $fix:literal,
    })*) => {
        impl super::Code {
            $(
                #[doc = $summary]
                pub const $code: super::Code = super::Code::known($name);
            )*
        }

        pub(super) const RULES: &[super::Rule] = &[$(super::Rule {
            name: $name,
            help_url: super::help_url!($name),
            group: super::Group::$group,
            severity: crate::diagnostic::Severity::$severity,
            milder: rules!(@milder $($milder)?),
            since: $since,
            summary: $summary,
            what: $what,
            why: $why,
            example: rules!(@$shape $example),
            remedy: super::Remedy::$applicability($fix),
        }),*];
    };
    (@milder) => { None };
    (@milder $milder:ident) => { Some(crate::diagnostic::Severity::$milder) };
    (@file $text:literal) => { super::Example::File($text) };
    (@body $text:literal) => { super::Example::Body($text) };
}

use {help_url, rules};
