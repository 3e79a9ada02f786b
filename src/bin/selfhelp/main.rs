//! `selfhelp`, the command-line tool: renders, inspects and checks self-help articles.

mod arguments;
mod articles;
mod baseline;
mod changed;
mod check;
mod color;
mod config;
mod error;
mod file;
mod finding;
mod ignores;
mod inspect;
mod json;
mod lsp;
mod mend;
mod output;
mod percent;
mod policy;
mod preview;
mod progress;
mod queue;
mod render;
mod report;
mod rule;
mod source_line;
mod status;
mod suggest;
mod walk;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Command};
use error::Error;
use output::Output;
use status::Status;

fn main() -> ExitCode {
    let Arguments { command, color } = Arguments::read();
    let status = match command {
        Command::Render(arguments) => render::render(arguments, color),
        Command::Inspect(arguments) => inspect::inspect(arguments),
        Command::Check(arguments) => check::check(arguments, color),
        Command::Rule(arguments) => rule::rule(arguments),
        Command::Preview(arguments) => preview::preview(&arguments),
        Command::Lsp(_) => lsp::lsp(),
        Command::Completions(arguments) => print(Ok(arguments.text())),
        Command::Man(arguments) => print(arguments.text()),
    };
    status.into()
}

fn print(text: io::Result<Vec<u8>>) -> Status {
    let mut output = Output::new();
    match text {
        Ok(text) => drop(output.write(&text)),
        Err(error) => {
            Error::new(format!("cannot write the output: {}", error::reason(&error))).print();
            return Status::Bad;
        }
    }
    output.finish()
}
