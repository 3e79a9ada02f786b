//! The command line: what can be asked of the tool.

mod check;
mod preview;
mod tool;

use std::collections::HashSet;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use selfhelp::metadata::Cloud;
use selfhelp::tree::SectionKind;

use crate::color::Color;
use crate::suggest;

pub(crate) use check::{Check, Failing, Format as ReportFormat, Mending, Reporting, Selecting, Selector};
pub(crate) use preview::Preview;
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

/// Turn an article into HTML, plain text, Markdown or JSON
///
/// The result goes to standard output. An article whose metadata or payload cannot be trusted is refused, and what is
/// wrong with it shown on standard error, with exit status 1; `--lenient` renders it all the same.
#[derive(Debug, Args)]
pub(crate) struct Render {
    /// What to make of the article
    #[arg(long, value_enum, default_value_t = Format::Html)]
    pub(crate) format: Format,

    /// Make a whole HTML page to look at, not a fragment
    #[arg(long)]
    pub(crate) page: bool,

    /// Render only the sections of this kind
    #[arg(long, value_name = "KIND", value_parser = section_kinds(), ignore_case = true)]
    pub(crate) section: Option<SectionKind>,

    /// Give the placeholder or link variable NAME the text VALUE; once for each name
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = assignment)]
    pub(crate) set: Vec<(String, String)>,

    /// Read values for placeholders from a JSON object: strings, numbers, or {"markdown": "…"}
    ///
    /// Values of `--set` count before those of the file.
    #[arg(long, value_name = "FILE")]
    pub(crate) values: Option<PathBuf>,

    /// What shows for placeholders without a value [default: default]
    ///
    /// Those that show their defaults are named on standard error.
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) missing: Option<Missing>,

    /// Fill in a form with answers from a JSON object of values by id, and check them
    ///
    /// What is wrong shows at its question, and is told on standard error with exit status 1.
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,

    /// Whose portal links to blades lead to [default: public]
    #[arg(long, value_name = "CLOUD", value_parser = clouds(), ignore_case = true)]
    pub(crate) cloud: Option<Cloud>,

    /// Wrap text at N columns; 0 or `unlimited` for not at all [default: 78]
    #[arg(long, value_name = "N", value_parser = width)]
    pub(crate) width: Option<Width>,

    /// Recover from every error in the article
    #[arg(long)]
    pub(crate) lenient: bool,

    /// The article; `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// Print what articles hold, one JSON object per article and line
///
/// Articles come in byte order of their paths. Each object has the keys path, metadata, title, payload, sections,
/// placeholders, links and diagnostics, which are the parser's: the authoring rules are for `check`. Lists are in
/// document order. Offsets count bytes of the file; for a file that is not UTF-8 they count bytes of its text in UTF-8,
/// for a broken one with U+FFFD where a byte could not be read. Lines and columns count from 1, columns in characters.
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

/// What an article is rendered as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A safe HTML fragment
    Html,
    /// Plain text
    Text,
    /// Markdown (CommonMark) with values in place
    Markdown,
    /// The parsed article as JSON
    Json,
    /// The JSON Schema of the answers to a form
    Schema,
    /// The JSON of the help service
    Help,
}

/// What shows for a placeholder without a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Missing {
    /// The default that its author gave
    #[default]
    Default,
    /// In HTML the default in a marker for a second pass
    Marker,
    /// Nothing
    Empty,
    /// Nothing at all: the article is not rendered
    Fail,
}

/// How wide text may get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    Columns(usize),
    Unlimited,
}

impl Arguments {
    /// Reads the command line; ends the process with status 2 where it is wrong, and with 0 where help was asked for.
    pub(crate) fn read() -> Arguments {
        let arguments = Arguments::parse();
        let (name, conflict) = match &arguments.command {
            Command::Render(render) => ("render", render.conflict().map(str::to_owned).or_else(|| render.set_twice())),
            Command::Check(check) => ("check", check.mending.conflict().map(str::to_owned)),
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

impl Render {
    /// An option that means nothing for the format.
    fn conflict(&self) -> Option<&'static str> {
        let html = self.format == Format::Html;
        let json = self.format == Format::Json;
        [
            (self.page && !html, "`--page` makes an HTML page; it needs `--format html`"),
            (self.width.is_some() && self.format != Format::Text, "`--width` wraps text; it needs `--format text`"),
            (json && !self.set.is_empty(), "JSON shows placeholders, not values; `--set` needs another format"),
            (json && self.values.is_some(), "JSON shows placeholders, not values; `--values` needs another format"),
            (json && self.missing.is_some(), "JSON shows placeholders, not values; `--missing` needs another format"),
            (
                self.missing == Some(Missing::Marker) && !html,
                "only HTML has markers; `--missing marker` needs `--format html`",
            ),
            (json && self.cloud.is_some(), "JSON shows links as written; `--cloud` needs another format"),
        ]
        .into_iter()
        .find_map(|(wrong, message)| wrong.then_some(message))
    }

    /// A name that `--set` gives more than one value.
    fn set_twice(&self) -> Option<String> {
        let mut seen = HashSet::new();
        let (name, _) = self.set.iter().find(|(name, _)| !seen.insert(name))?;
        Some(format!("`--set` gives a name one value, found `{name}` twice"))
    }
}

fn section_kinds() -> impl TypedValueParser<Value = SectionKind> {
    let names = SectionKind::ALL.map(SectionKind::as_str);
    PossibleValuesParser::new(names).try_map(|name| SectionKind::from_name(&name).ok_or("no such section"))
}

fn clouds() -> impl TypedValueParser<Value = Cloud> {
    PossibleValuesParser::new(Cloud::KNOWN.iter().map(Cloud::as_str)).map(|name| Cloud::from(&*name))
}

/// `NAME=VALUE`; the value may hold `=` and may be empty.
fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        Some(_) => Err("expected a name before `=`".to_owned()),
        None => Err("expected `=` between name and value".to_owned()),
    }
}

fn width(text: &str) -> Result<Width, String> {
    match text.parse() {
        _ if text.eq_ignore_ascii_case("unlimited") => Ok(Width::Unlimited),
        Ok(0) => Ok(Width::Unlimited),
        Ok(columns) => Ok(Width::Columns(columns)),
        Err(_) => Err("expected a number of columns or `unlimited`".to_owned()),
    }
}
