//! The arguments of `selfhelp check`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use selfhelp::diagnostic::{Rule, Severity};

use crate::file::STANDARD_INPUT;
use crate::suggest;

/// Show everything that is wrong or odd in articles, and mend it
///
/// Exit status 1 when there is an error among it; `--deny` and `--max-warnings` make it stricter. Settings are in
/// `selfhelp.toml`, looked for from the folder of the first PATH upward; options win over them. What strict parsing
/// refuses is always reported.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files, and folders of `*.md` files; `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) selecting: Selecting,

    #[command(flatten)]
    pub(crate) failing: Failing,

    #[command(flatten)]
    pub(crate) mending: Mending,

    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

/// What is asked, and of which articles.
#[derive(Debug, Args)]
#[command(next_help_heading = "Selection")]
pub(crate) struct Selecting {
    /// Ask these rules only: names of rules or groups, or `all`
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = selector)]
    pub(crate) select: Vec<Selector>,

    /// Do not ask these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = selector)]
    pub(crate) ignore: Vec<Selector>,

    /// Show nothing that matters less, and do not count it for the exit status
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t = Least::Note)]
    pub(crate) severity: Least,

    /// Take settings from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Take no settings from any file
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,

    /// Show only what is not in this file of findings
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Write what is found to the file of `--baseline` instead of showing it; `-` for standard output
    #[arg(long, requires = "baseline")]
    pub(crate) write_baseline: bool,

    /// Only articles that git says were changed since this revision, or are new
    #[arg(long, value_name = "REVISION")]
    pub(crate) changed_since: Option<String>,

    /// The name of the article that standard input holds
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
}

/// What ends with status 1.
#[derive(Debug, Args)]
#[command(next_help_heading = "Exit status")]
pub(crate) struct Failing {
    /// End with status 1 for these, too
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) deny: Option<Denied>,

    /// End with status 1 for more warnings than this
    #[arg(long, value_name = "N")]
    pub(crate) max_warnings: Option<usize>,
}

/// What is done about findings.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fixes")]
pub(crate) struct Mending {
    /// Make the safe fixes, and show what is left
    #[arg(long)]
    pub(crate) fix: bool,

    /// Show the safe fixes as a difference, without making them
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,

    /// List the safe fixes, without making them
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub(crate) fix_dry_run: bool,

    /// With the above: suggested fixes, too
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
}

/// How findings are shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Reporting {
    /// How to show findings
    #[arg(long, value_enum, default_value_t = Format::Full)]
    pub(crate) format: Format,

    /// Write them to this file; `-` for standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,

    /// Count the findings of each rule instead of showing them
    #[arg(long)]
    pub(crate) statistics: bool,

    /// Leave out the lines at the end
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the source, for people
    Full,
    /// A line each
    Short,
    /// A JSON array
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// A report of GitLab Code Quality
    Gitlab,
    /// JUnit XML
    Junit,
}

/// The least severity that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Least {
    /// Everything
    Note,
    /// Warnings and errors
    Warning,
    /// Errors
    Error,
}

/// What fails beside errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Denied {
    /// Warnings
    Warnings,
    /// Warnings and notes
    Notes,
}

impl Denied {
    /// What fails.
    pub(crate) fn least(self) -> Severity {
        match self {
            Denied::Warnings => Severity::Warning,
            Denied::Notes => Severity::Note,
        }
    }
}

impl From<Least> for Severity {
    fn from(least: Least) -> Severity {
        match least {
            Least::Note => Severity::Note,
            Least::Warning => Severity::Warning,
            Least::Error => Severity::Error,
        }
    }
}

/// Rules that one word selects.
#[derive(Clone, Debug)]
pub(crate) struct Selector(pub(crate) Vec<&'static Rule>);

fn selector(name: &str) -> Result<Selector, String> {
    suggest::rules(name).map(Selector)
}

impl Check {
    /// What is wrong with options beside each other.
    pub(super) fn conflict(&self) -> Option<&'static str> {
        let has_input = self.paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT);
        let unread = self.selecting.stdin_filename.is_some() && !has_input;
        let unread = unread.then_some("`--stdin-filename` names standard input; it needs the path `-`");
        unread.or_else(|| self.mending.conflict())
    }
}

impl Reporting {
    /// Whether the report says how many findings can be fixed.
    pub(crate) fn counts_fixes(&self) -> bool {
        let has_lines =
            matches!(self.format, Format::Full | Format::Short | Format::Github) || self.output_file.is_some();
        self.statistics || has_lines && !self.quiet
    }
}

impl Mending {
    /// `--unsafe-fixes` alone asks for nothing.
    fn conflict(&self) -> Option<&'static str> {
        let alone = self.unsafe_fixes && !(self.fix || self.diff || self.fix_dry_run);
        alone.then_some("`--unsafe-fixes` needs `--fix`, `--diff` or `--fix-dry-run`")
    }
}
