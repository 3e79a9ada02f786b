//! `selfhelp render`: one article as HTML, text or JSON.

use crate::arguments::Render;
use crate::status::Status;

pub(crate) fn render(arguments: Render) -> Status {
    let _ = arguments;
    Status::Bad
}
