//! The arguments of `selfhelp render`.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use selfhelp::metadata::Cloud;
use selfhelp::tree::SectionKind;

use crate::file::STANDARD_INPUT;

/// Turn articles into HTML, plain text, Markdown or JSON
///
/// The result goes to standard output, or with `--out-dir` to files. An article whose metadata or payload cannot be trusted
/// is refused, and what is wrong with it shown on standard error, with exit status 1; `--lenient` renders it all the same.
#[derive(Debug, Args)]
pub(crate) struct Render {
    /// What to make of the article
    #[arg(long, value_enum, default_value_t = Format::Html)]
    pub(crate) format: Format,

    /// Render only the sections of this kind
    #[arg(long, value_name = "KIND", value_parser = section_kinds(), ignore_case = true)]
    pub(crate) section: Option<SectionKind>,

    /// Leave out the heading that is the title
    #[arg(long)]
    pub(crate) no_title: bool,

    /// Whose portal links to blades lead to [default: public]
    #[arg(long, value_name = "CLOUD", value_parser = clouds(), ignore_case = true)]
    pub(crate) cloud: Option<Cloud>,

    /// Recover from every error in the article
    #[arg(long)]
    pub(crate) lenient: bool,

    /// Write a file for each article, below DIR, for any number of files and folders
    ///
    /// `x/y.md` in a folder becomes `DIR/x/y.html`, or has the ending of the format. An article that is not rendered is
    /// reported on standard error, and the others are written.
    #[arg(long, value_name = "DIR")]
    pub(crate) out_dir: Option<PathBuf>,

    /// The article; `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) filling: Filling,

    #[command(flatten)]
    pub(crate) html: HtmlOptions,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

/// What is filled in.
#[derive(Debug, Args)]
#[command(next_help_heading = "Values")]
pub(crate) struct Filling {
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
    /// What is wrong shows at its question, and is reported on standard error with exit status 1.
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
}

/// What can be asked of HTML.
#[derive(Debug, Args)]
#[command(next_help_heading = "HTML")]
pub(crate) struct HtmlOptions {
    /// Make a whole HTML page to look at, not a fragment
    #[arg(long)]
    pub(crate) page: bool,

    /// Give headings ids that begin with PREFIX and a hyphen
    #[arg(long, value_name = "PREFIX")]
    pub(crate) ids: Option<String>,

    /// Begin every class with PREFIX
    #[arg(long, value_name = "PREFIX")]
    pub(crate) class_prefix: Option<String>,

    /// Whose marks of notes there are: classes of HTML, markers of Markdown [default: own; in Markdown github]
    #[arg(long, value_name = "WHOSE", value_enum)]
    pub(crate) alerts: Option<Alerts>,
}

/// What can be asked of text.
#[derive(Debug, Args)]
#[command(next_help_heading = "Text")]
pub(crate) struct TextOptions {
    /// Wrap text at N columns; 0 or `unlimited` for not at all [default: 78; on a terminal its width, at most 120]
    #[arg(long, value_name = "N", value_parser = width)]
    pub(crate) width: Option<Width>,

    /// How links show where they lead [default: references; on a terminal they can be followed]
    #[arg(long, value_name = "HOW", value_enum)]
    pub(crate) links: Option<Links>,

    /// How bold and emphasis in a sentence show [default: marked]
    #[arg(long, value_name = "HOW", value_enum)]
    pub(crate) emphasis: Option<Emphasis>,

    /// Let mail programs join lines and break them anew: `format=flowed`
    #[arg(long)]
    pub(crate) flowed: bool,
}

/// What an article is rendered as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A safe HTML fragment
    Html,
    /// HTML for mails: styles on the elements, no classes
    Mail,
    /// Plain text; on a terminal in colour, as `terminal`
    Text,
    /// Text for a terminal: bold, colours, links to follow, as wide as it is
    Terminal,
    /// Markdown (CommonMark) with values in place
    Markdown,
    /// The parsed article as JSON
    Json,
    /// The JSON Schema of the answers to a form
    Schema,
    /// The JSON of the help service
    Help,
}

/// The marks of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Alerts {
    /// In HTML `note tip` and so on, in Markdown the name in bold
    Own,
    /// Those of GitHub: `markdown-alert markdown-alert-tip`, in Markdown `[!TIP]`
    Github,
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

/// How links show in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Links {
    /// `guide [1]`, and the addresses at the end
    References,
    /// `guide <https://example.com>`
    Inline,
    /// `guide`
    Text,
}

/// How bold and emphasis show in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Emphasis {
    /// `Select *Save*, do _not_ wait`
    Marked,
    /// `Select Save, do not wait`
    Plain,
}

/// How wide text may get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    Columns(usize),
    Unlimited,
}

impl Format {
    /// Its name on the command line.
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// What the names of its files end in.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Mail => "mail.html",
            Format::Text | Format::Terminal => "txt",
            Format::Markdown => "md",
            Format::Json => "json",
            Format::Schema => "schema.json",
            Format::Help => "help.json",
        }
    }

    /// Whether it shows values, and not the article as it is written.
    pub(crate) fn shows_values(self) -> bool {
        !matches!(self, Format::Json | Format::Schema)
    }
}

impl Render {
    /// What is wrong with options beside each other.
    pub(super) fn conflict(&self) -> Option<String> {
        self.unfit_for_format()
            .or_else(|| self.unfit_for_values())
            .or_else(|| self.unfit_together().map(str::to_owned))
            .or_else(|| self.unfit_paths())
            .or_else(|| self.set_twice())
    }

    /// An option that only other formats have.
    fn unfit_for_format(&self) -> Option<String> {
        const HTML: &[Format] = &[Format::Html];
        const ANY_HTML: &[Format] = &[Format::Html, Format::Mail];
        const TEXT: &[Format] = &[Format::Text, Format::Terminal];
        let (html, text, filling) = (&self.html, &self.text, &self.filling);
        let options = [
            (html.page, "`--page` makes an HTML page", ANY_HTML),
            (html.ids.is_some(), "`--ids` are those of HTML", ANY_HTML),
            (html.class_prefix.is_some(), "`--class-prefix` is for classes of HTML", HTML),
            (html.alerts.is_some(), "`--alerts` marks notes", &[Format::Html, Format::Markdown]),
            (filling.missing == Some(Missing::Marker), "only HTML has markers; `--missing marker`", HTML),
            (text.width.is_some(), "`--width` wraps text", TEXT),
            (text.links.is_some(), "`--links` says how links show in text", TEXT),
            (text.emphasis.is_some(), "`--emphasis` says how bold and emphasis show in text", TEXT),
            (text.flowed, "`--flowed` makes text for mail programs", &[Format::Text]),
        ];
        let (_, what, formats) =
            options.into_iter().find(|(given, _, formats)| *given && !formats.contains(&self.format))?;
        let names: Vec<String> = formats.iter().map(|format| format!("`--format {}`", format.name())).collect();
        let joint = if what.contains(';') { "" } else { "; it" };
        Some(format!("{what}{joint} needs {}", names.join(" or ")))
    }

    /// An option about what shows, for a format that has the article as it is written.
    fn unfit_for_values(&self) -> Option<String> {
        if self.format.shows_values() {
            return None;
        }
        let filling = &self.filling;
        let placeholders = "JSON shows placeholders, not values";
        let options = [
            (!filling.set.is_empty(), "--set", placeholders),
            (filling.values.is_some(), "--values", placeholders),
            (filling.missing.is_some(), "--missing", placeholders),
            (filling.answers.is_some(), "--answers", "JSON shows questions, not answers"),
            (self.cloud.is_some(), "--cloud", "JSON shows links as written"),
            (self.no_title, "--no-title", "JSON has the title in any case"),
        ];
        let (_, option, json) = options.into_iter().find(|(given, ..)| *given)?;
        let why = if self.format == Format::Schema { "a schema says only what answers must be" } else { json };
        Some(format!("{why}; `{option}` needs another format"))
    }

    fn unfit_together(&self) -> Option<&'static str> {
        let prefix = self.html.page && self.html.class_prefix.is_some();
        let alerts = self.html.page && self.html.alerts == Some(Alerts::Github);
        let screen = self.out_dir.is_some() && self.format == Format::Terminal;
        let answers = self.out_dir.is_some() && self.filling.answers.is_some();
        [
            (
                prefix,
                "the style sheet of a page names the classes as they are; `--class-prefix` needs HTML without `--page`",
            ),
            (
                alerts,
                "the style sheet of a page names classes of its own; `--alerts github` needs HTML without `--page`",
            ),
            (screen, "`--format terminal` is for a terminal; files need another format"),
            (answers, "`--answers` fills in one form; it needs one article, without `--out-dir`"),
        ]
        .into_iter()
        .find_map(|(wrong, message)| wrong.then_some(message))
    }

    fn unfit_paths(&self) -> Option<String> {
        let count = self.paths.len();
        let has_input = self.paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT);
        match self.out_dir {
            None if count > 1 => Some(format!("expected one article without `--out-dir`, found {count}")),
            Some(_) if has_input => Some("standard input has no name for a file of `--out-dir`".to_owned()),
            _ => None,
        }
    }

    /// A name that `--set` gives more than one value.
    fn set_twice(&self) -> Option<String> {
        let mut seen = HashSet::new();
        let (name, _) = self.filling.set.iter().find(|(name, _)| !seen.insert(name))?;
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
