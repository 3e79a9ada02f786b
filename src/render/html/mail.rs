//! Mail: what differs from HTML in a page. Mail programs drop style sheets and classes, some drop styles too, and Outlook lays
//! out with Word, which knows no HTML 5. So every element has its style, one table has all of them, and what is set apart is so
//! by attributes of tables that old HTML had.

use super::Html;
use super::inline::link;
use super::writer::Writer;
use crate::error::RenderError;
use crate::span::Span;
use crate::tree::{AlertKind, Inline, Inlines};

impl<'a> Html<'a> {
    /// Writes HTML for mails: styles on the elements, no classes, and no elements that mail programs do not know.
    ///
    /// | in a page | in a mail |
    /// |---|---|
    /// | section | its content; a titled one in a table with a border |
    /// | note | a table with a bar at its side |
    /// | button link alone in its block | a table with a border; others are links as any other |
    /// | details | open, in a table with a border, the summary in bold |
    /// | table | with borders |
    /// | form | numbered questions to read, and to answer below: `( )` and `[ ]` before what can be chosen, no controls |
    /// | portal link without address | its text |
    /// | video | a paragraph |
    /// | marker for a second pass | the default: mail has no markers |
    ///
    /// It reads well where a program drops all styles. Text has no colour of its own, so that it follows dark mode, except on a
    /// coloured background. Styles make short source ten times as long or more, so that the
    /// [limit](crate::limits::OUTPUT_RATIO) on the output is reached earlier. Together with [flowed
    /// text](crate::render::text::PlainText::flowed) it makes both halves of a `multipart/alternative`; for
    /// the subject there is [`Html::title`], and for an entire document, with language and direction,
    /// [`Page`](super::Page), which then has no style sheet.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("# Start\n");
    /// let html = Html::new().mail().render(&article)?;
    /// assert_eq!(html, "<h1 style=\"margin:20px 0 12px;font:bold 24px/1.25 'Segoe UI',Arial,sans-serif;overflow-wrap:break-word\">Start</h1>\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn mail(mut self) -> Html<'a> {
        self.profile.medium = Medium::Mail;
        self
    }
}

/// What HTML is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Medium {
    #[default]
    Page,
    Mail,
}

macro_rules! font {
    () => {
        "'Segoe UI',Arial,sans-serif;overflow-wrap:break-word"
    };
    (text) => {
        concat!("font:15px/1.5 ", font!())
    };
    (bold) => {
        concat!("font:bold 15px/1.5 ", font!())
    };
    ($size:literal) => {
        concat!(" style=\"margin:20px 0 12px;font:bold ", $size, "/1.25 ", font!(), "\"")
    };
    (code) => {
        "font-family:Consolas,Menlo,'DejaVu Sans Mono',monospace;font-size:"
    };
}

macro_rules! cell {
    ($font:expr $(, $more:literal)?) => {
        concat!(" valign=\"top\" style=\"padding:6px 10px;border:1px solid #c8cbd4;", $font, $($more,)? "\"")
    };
}

macro_rules! table {
    ($attributes:literal, $style:literal) => {
        concat!(" ", $attributes, " cellspacing=\"0\" style=\"margin:12px 0;border-collapse:collapse", $style, "\"")
    };
}

/// The attributes that `element` always has in a mail: the table of all styles.
///
/// Lists and quotes are indented by what Word knows (`margin`), or by the side on which lines begin. `word-break` keeps long
/// addresses inside a phone. What has a colour below it has one of its own, for dark mode.
pub(super) fn attributes(element: &str) -> &'static str {
    match element {
        "document" => " style=\"max-width:640px\"",
        "h1" => font!("24px"),
        "h2" => font!("20px"),
        "h3" => font!("17px"),
        "h4" | "h5" | "h6" => font!("15px"),
        "question" => concat!(" style=\"margin:24px 0 12px;", font!(text), "\""),
        "p" => concat!(" style=\"margin:12px 0;", font!(text), "\""),
        "ul" | "ol" | "dl" => " style=\"margin:12px 0;padding-inline-start:28px\"",
        "li" => concat!(" style=\"margin:4px 0;", font!(text), "\""),
        "dt" => concat!(" style=\"", font!(bold), "\""),
        "dd" => concat!(" style=\"margin-bottom:8px;", font!(text), "\""),
        "blockquote" => " style=\"margin:12px 24px;padding-inline-start:12px;border-inline-start:4px solid #c8cbd4\"",
        "pre" => concat!(
            " style=\"margin:12px 0;padding:10px 12px;border:1px solid #c8cbd4;background-color:#f4f5f8;color:#1b1b1f;",
            font!(code),
            "13px;line-height:1.45;white-space:pre-wrap;word-break:break-word;tab-size:4;direction:ltr;text-align:left\""
        ),
        // In a heading, and where it is bold, too.
        "code" => concat!(
            " style=\"padding:1px 4px;background-color:#f4f5f8;color:#1b1b1f;word-break:break-word;",
            font!(code),
            "88%\""
        ),
        "short code" => concat!(
            " style=\"padding:1px 4px;background-color:#f4f5f8;color:#1b1b1f;white-space:nowrap;",
            font!(code),
            "88%\""
        ),
        "kbd" => concat!(" style=\"padding:1px 4px;border:1px solid #c8cbd4;", font!(code), "88%\""),
        "a" => " style=\"word-break:break-word\"",
        "img" => " border=\"0\" style=\"max-width:100%;height:auto\"",
        "table" => table!("border=\"1\" cellpadding=\"6\"", ";border:1px solid #c8cbd4"),
        "td" => cell!(font!(text)),
        "th" => cell!(font!(bold), ";text-align:start"),
        "th aligned" => cell!(font!(bold)),
        "button" => " style=\"color:#0b57c4;font-weight:bold;text-decoration:none\"",
        "button table" => table!("role=\"presentation\" border=\"1\" cellpadding=\"8\"", ";border:1px solid #0b57c4"),
        "button td" => concat!(
            " align=\"center\" bgcolor=\"#eef3fc\" style=\"padding:8px 20px;border:1px solid #0b57c4;background-color:#eef3fc;",
            font!(text),
            "\""
        ),
        "panel table" => {
            table!("role=\"presentation\" width=\"100%\" border=\"1\" cellpadding=\"12\"", ";border:1px solid #c8cbd4")
        }
        "panel td" => " valign=\"top\" style=\"padding:2px 16px;border:1px solid #c8cbd4\"",
        "note table" => table!("role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\"", ""),
        // A cell is the space between the bar and the text, where styles are dropped too.
        "note space" => " width=\"16\"",
        "note" => " width=\"4\" bgcolor=\"#0b57c4\"",
        "tip" => " width=\"4\" bgcolor=\"#17713a\"",
        "important" => " width=\"4\" bgcolor=\"#7136b8\"",
        "warning" => " width=\"4\" bgcolor=\"#b86e00\"",
        "caution" => " width=\"4\" bgcolor=\"#b3261e\"",
        _ => "",
    }
}

/// Begins a table with a border around the blocks that follow, of the node at `span`; [`PANEL_END`] ends it.
pub(super) fn open_panel(writer: &mut Writer<'_>, span: Span) {
    begin_table(writer, "panel table", span);
    writer.out.extend(["<td", attributes("panel td"), ">\n"]);
}

/// Begins a table with a bar at the side of the blocks that follow; [`PANEL_END`] ends it.
pub(super) fn open_note(writer: &mut Writer<'_>, kind: AlertKind, span: Span) {
    let bar = match kind {
        AlertKind::Note => "note",
        AlertKind::Tip => "tip",
        AlertKind::Important => "important",
        AlertKind::Warning => "warning",
        AlertKind::Caution => "caution",
    };
    begin_table(writer, "note table", span);
    writer.out.extend(["<td", attributes(bar), "></td>\n<td", attributes("note space"), "></td>\n<td>\n"]);
}

pub(super) const PANEL_END: &str = "</td>\n</tr>\n</tbody>\n</table>\n";

fn begin_table(writer: &mut Writer<'_>, style: &str, span: Span) {
    writer.line();
    writer.out.extend(["<table", attributes(style)]);
    writer.close(span);
    writer.out.push_str("\n<tbody>\n<tr>\n");
}

/// The buttons that a block is made of, one below the other.
pub(super) fn buttons(writer: &mut Writer<'_>, content: &Inlines, span: Span) -> Result<(), RenderError> {
    let links = content.iter().filter_map(|inline| match inline {
        Inline::Link(node) => Some(node),
        _ => None,
    });
    for node in links {
        begin_table(writer, "button table", span);
        writer.out.extend(["<td", attributes("button td"), ">"]);
        writer.lone_buttons = true;
        let written = link(writer, node);
        writer.lone_buttons = false;
        written?;
        writer.out.push_str(PANEL_END);
    }
    Ok(())
}
