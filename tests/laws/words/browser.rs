//! The words that a browser shows of our HTML, with the ornaments that text has for styles.

/// The words of `html`. Code is between backticks as in text, images are their alternative texts.
pub fn words(html: &str) -> Vec<String> {
    let mut browser = Browser::default();
    let mut rest = html;
    while let Some((text, behind)) = rest.split_once('<') {
        browser.text(text);
        let (tag, after) = behind.split_at(tag_end(behind));
        browser.tag(tag);
        rest = after.strip_prefix('>').unwrap_or(after);
    }
    browser.text(rest);
    browser.shown.split_whitespace().map(str::to_owned).collect()
}

#[derive(Default)]
struct Browser {
    shown: String,
    in_pre: bool,
    /// Where code or superscript begins, while it is open.
    open: Vec<usize>,
    in_note_title: bool,
}

impl Browser {
    fn text(&mut self, escaped: &str) {
        let mut rest = escaped;
        while let Some((before, behind)) = rest.split_once('&') {
            self.shown.push_str(before);
            let (entity, after) = behind.split_once(';').unwrap_or_else(|| panic!("`&` is not escaped in {escaped:?}"));
            self.shown.push_str(match entity {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                _ => panic!("`&{entity};` is no entity that we write"),
            });
            rest = after;
        }
        self.shown.push_str(rest);
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.split(' ').next().unwrap_or_default();
        match name {
            "img" => self.picture(attribute(tag, "alt").unwrap_or_default()),
            "a" | "/a" | "strong" | "/strong" | "em" | "/em" | "u" | "/u" | "kbd" | "/kbd" | "sub" | "/sub"
            | "span" | "/span" | "bdi" | "/bdi" => {}
            "s" | "/s" | "del" | "/del" => self.shown.push_str("~~"),
            "code" | "/code" if self.in_pre => {}
            "code" | "sup" => self.open.push(self.shown.len()),
            "/code" => {
                let code = self.closed();
                self.shown.push_str(&quoted(&code));
            }
            "/sup" => {
                let content = self.closed();
                let sign = ['+', '-', '\u{2212}'];
                let bare = content.trim_start_matches(sign).chars().all(char::is_alphanumeric)
                    || content.starts_with('(') && content.ends_with(')');
                self.shown.push_str(&if bare { format!("^{content}") } else { format!("^({content})") });
            }
            "p" if attribute(tag, "class") == Some("note-title") => {
                self.in_note_title = true;
                self.shown.push('\n');
            }
            "/p" => self.shown.push_str(if std::mem::take(&mut self.in_note_title) { ":\n" } else { "\n" }),
            _ => {
                self.in_pre = name == "pre" || (self.in_pre && name != "/pre");
                self.shown.push('\n');
            }
        }
    }

    fn picture(&mut self, alt: &str) {
        self.shown.push_str("[Picture");
        if !alt.trim().is_empty() {
            self.shown.push_str(": ");
            self.text(alt.trim());
        }
        self.shown.push(']');
    }

    /// What was shown since the last opening.
    fn closed(&mut self) -> String {
        let start = self.open.pop().unwrap_or(self.shown.len());
        self.shown.split_off(start)
    }
}

/// Code between one more backtick than it has in a row.
pub fn quoted(code: &str) -> String {
    if code.trim().is_empty() {
        return code.to_owned();
    }
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let ticks = "`".repeat(longest + 1);
    let apart = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{ticks}{apart}{code}{apart}{ticks}")
}

/// Where the tag ends: at the first `>` outside quotes.
fn tag_end(tag: &str) -> usize {
    let mut in_value = false;
    tag.find(|c| {
        in_value ^= c == '"';
        c == '>' && !in_value
    })
    .unwrap_or(tag.len())
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}
