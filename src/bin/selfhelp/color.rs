//! Whether output is coloured.

use std::io::IsTerminal;

use clap::ValueEnum;

/// When to colour what people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless the environment says otherwise: `NO_COLOR`, `CLICOLOR_FORCE`
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Whether to colour what goes to `stream`. `NO_COLOR` (<https://no-color.org>) wins over `CLICOLOR_FORCE`
    /// (<https://bixense.com/clicolors>); a user who says it on the command line wins over both.
    pub(crate) fn is_wanted(self, stream: &impl IsTerminal) -> bool {
        let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if variable("NO_COLOR").is_some() => false,
            Color::Auto if variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            Color::Auto => stream.is_terminal() && variable("TERM").is_none_or(|value| value != "dumb"),
        }
    }
}
