//! A strict reader of what is written for terminals.

/// The schemes of addresses that a terminal may follow.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The codes of looks.
const CODES: [&str; 9] = ["1", "2", "3", "4", "31", "32", "33", "35", "94"];

/// The text that a terminal shows for `written`.
///
/// # Errors
///
/// When there is another control character in it than line ends, tabs and those of the sequences that the crate documents,
/// or when a line leaves one open.
pub fn visible(written: &str) -> Result<String, String> {
    let (mut text, mut rest) = (String::new(), written);
    let (mut is_styled, mut is_linked) = (false, false);
    while let Some(at) = rest.find(|c: char| c.is_control() && c != '\t') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(more) = rest.strip_prefix('\n') {
            if is_styled || is_linked {
                return Err(format!("a line leaves a sequence open: {text:?}"));
            }
            text.push('\n');
            rest = more;
        } else if let Some(more) = rest.strip_prefix("\x1b]8;;") {
            let (address, more) = more.split_once("\x1b\\").ok_or("an address without end")?;
            let begins =
                |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
            let may_follow = SCHEMES.into_iter().any(begins);
            match (is_linked, address) {
                (true, "") => is_linked = false,
                (false, address) if may_follow && address.bytes().all(|byte| byte.is_ascii_graphic()) => {
                    is_linked = true
                }
                _ => return Err(format!("a link to {address:?}")),
            }
            rest = more;
        } else if let Some(more) = rest.strip_prefix("\x1b[") {
            let (codes, more) = more.split_once('m').ok_or("codes without end")?;
            match (is_styled, codes) {
                (true, "0") => is_styled = false,
                (false, codes) if codes.split(';').all(|code| CODES.contains(&code)) => is_styled = true,
                _ => return Err(format!("the codes {codes:?}")),
            }
            rest = more;
        } else {
            return Err(format!("the control character {:?}", rest.chars().next()));
        }
    }
    if is_styled || is_linked {
        return Err("the text leaves a sequence open".to_owned());
    }
    text.push_str(rest);
    Ok(text)
}
