//! The arguments of subcommands about the tool itself.

use std::io::{self, Write};

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Arguments;

/// Print a script that completes the command line in a shell
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Print the manual page, in roff
#[derive(Debug, Args)]
pub(crate) struct Man {}

impl Completions {
    /// The script.
    pub(crate) fn text(&self) -> Vec<u8> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "selfhelp", &mut text);
        text
    }
}

impl Man {
    /// The page of the tool and those of its subcommands.
    pub(crate) fn text(&self) -> io::Result<Vec<u8>> {
        let mut command = Arguments::command();
        command.build();
        let mut text = Vec::new();
        clap_mangen::Man::new(command.clone()).render(&mut text)?;
        for subcommand in command.get_subcommands().filter(|command| command.get_name() != "help") {
            text.write_all(b"\n")?;
            clap_mangen::Man::new(subcommand.clone()).render(&mut text)?;
        }
        Ok(text)
    }
}
