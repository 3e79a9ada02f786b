//! What a browser shows of our HTML.

/// The characters outside tags, with the alternative texts of images, entities resolved.
pub fn text(html: &str) -> String {
    let mut shown = String::new();
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once('<') {
        push(&mut shown, before);
        let end = tag_end(behind);
        let (tag, after) = behind.split_at(end);
        if let Some(alt) = tag.strip_prefix("img").and_then(|tag| attribute(tag, "alt")) {
            push(&mut shown, alt);
        }
        rest = after.strip_prefix('>').unwrap_or(after);
    }
    push(&mut shown, rest);
    shown
}

/// Where the tag ends: at the first `>` outside quotes.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, c) in tag.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    tag.len()
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}

fn push(shown: &mut String, escaped: &str) {
    let mut rest = escaped;
    while let Some((before, behind)) = rest.split_once('&') {
        shown.push_str(before);
        let Some((entity, after)) = behind.split_once(';') else {
            panic!("`&` is not escaped in {escaped:?}");
        };
        shown.push(character(entity));
        rest = after;
    }
    shown.push_str(rest);
}

fn character(entity: &str) -> char {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let found = match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        _ => match entity.strip_prefix("#x") {
            Some(digits) => number(digits, 16),
            None => entity.strip_prefix('#').and_then(|digits| number(digits, 10)),
        },
    };
    found.unwrap_or_else(|| panic!("`&{entity};` is not an entity that we write"))
}
