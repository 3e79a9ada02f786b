//! `selfhelp`, the command-line tool: renders, inspects and checks self-help articles.

mod arguments;
mod articles;
mod check;
mod drawing;
mod excerpt;
mod file;
mod inspect;
mod output;
mod progress;
mod queue;
mod render;
mod rule;
mod status;
mod trouble;
mod walk;

use std::process::ExitCode;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let status = match Arguments::read().command {
        Command::Render(arguments) => render::render(arguments),
        Command::Inspect(arguments) => inspect::inspect(arguments),
        Command::Check(arguments) => check::check(arguments),
        Command::Rule(arguments) => rule::rule(arguments),
    };
    status.into()
}
