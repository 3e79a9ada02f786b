//! JUnit XML: a suite for each article, a case for each finding.

use std::io::{self, Cursor};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use selfhelp::diagnostic::Severity;

use super::Checked;
use crate::finding::Finding;

/// The report; findings of severity `failing` or worse are failures, others are reported in cases that pass.
pub(super) fn report(all: &[Checked], failing: Severity) -> io::Result<String> {
    let mut writer = Writer::new_with_indent(Cursor::new(Vec::new()), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites = writer.create_element("testsuites");
    let counts = [
        ("name", "selfhelp check".to_owned()),
        ("tests", all.iter().map(cases).sum::<usize>().to_string()),
        ("failures", all.iter().map(|checked| failures(checked, failing)).sum::<usize>().to_string()),
    ];
    suites
        .with_attributes(attributes(&counts))
        .write_inner_content(|writer| all.iter().try_for_each(|checked| suite(writer, checked, failing)))?;
    String::from_utf8(writer.into_inner().into_inner()).map_err(io::Error::other)
}

type Xml = Writer<Cursor<Vec<u8>>>;

fn suite(writer: &mut Xml, checked: &Checked, failing: Severity) -> io::Result<()> {
    let counts = [
        ("name", text(&checked.path)),
        ("tests", cases(checked).to_string()),
        ("failures", failures(checked, failing).to_string()),
    ];
    let suite = writer.create_element("testsuite").with_attributes(attributes(&counts));
    suite.write_inner_content(|writer| {
        if checked.findings.is_empty() {
            let names = [("classname", text(&checked.path)), ("name", "no findings".to_owned())];
            writer.create_element("testcase").with_attributes(attributes(&names)).write_empty()?;
        }
        checked.findings.iter().try_for_each(|finding| case(writer, finding, failing))
    })?;
    Ok(())
}

fn case(writer: &mut Xml, finding: &Finding, failing: Severity) -> io::Result<()> {
    let place = format!("line {}, column {}", finding.extent.line, finding.extent.column);
    let names = [("classname", text(&finding.path)), ("name", format!("{} at {place}", finding.code))];
    let message = text(&finding.message);
    let case = writer.create_element("testcase").with_attributes(attributes(&names));
    case.write_inner_content(|writer| {
        let line = format!("{}:{}:{}: {message}", finding.path, finding.extent.line, finding.extent.column);
        let line = text(&line);
        if finding.severity >= failing {
            let about = [("type", finding.severity.to_string()), ("message", message.clone())];
            let failure = writer.create_element("failure").with_attributes(attributes(&about));
            failure.write_text_content(BytesText::new(&line))?;
        } else {
            writer.create_element("system-out").write_text_content(BytesText::new(&line))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// An article without findings is a case that passes.
fn cases(checked: &Checked) -> usize {
    checked.findings.len().max(1)
}

fn failures(checked: &Checked, failing: Severity) -> usize {
    checked.findings.iter().filter(|finding| finding.severity >= failing).count()
}

fn attributes<'a>(pairs: &'a [(&'static str, String)]) -> impl Iterator<Item = (&'a str, &'a str)> {
    pairs.iter().map(|(name, value)| (*name, value.as_str()))
}

/// `text` without the characters that XML cannot hold.
fn text(text: &str) -> String {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    text.chars().map(|c| if is_allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}
