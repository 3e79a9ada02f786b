//! Replacement keys: the comments in whose place a host shows a component.

use std::fmt::Write as _;

use sha1_smol::Sha1;

/// The name space of the keys: version 5 of the UUID of `https://docs.rs/selfhelp#replacement-key` among addresses.
const NAMESPACE: [u8; 16] =
    [0x59, 0xd3, 0xa6, 0x75, 0x5b, 0x49, 0x51, 0x60, 0x95, 0xc7, 0x77, 0x2e, 0x67, 0xcc, 0x00, 0xd5];

/// The key of a component of the article, or of one of its symptoms. Both count from 0 in document order, so that the same
/// article always has the same keys.
pub(super) fn key(article: &str, component: usize, symptom: Option<usize>) -> String {
    let name = match symptom {
        Some(symptom) => format!("{article}/{component}/{symptom}"),
        None => format!("{article}/{component}"),
    };
    format!("<!--{}-->", uuid(NAMESPACE, &name))
}

/// Version 5 of the UUID of `name` (RFC 9562 §5.5), in lower case.
fn uuid(namespace: [u8; 16], name: &str) -> String {
    let mut hash = Sha1::from(namespace);
    hash.update(name.as_bytes());
    let mut uuid = String::with_capacity(36);
    for (index, byte) in hash.digest().bytes().into_iter().take(16).enumerate() {
        let byte = match index {
            6 => byte & 0x0f | 0x50,
            8 => byte & 0x3f | 0x80,
            _ => byte,
        };
        uuid.push_str(if matches!(index, 4 | 6 | 8 | 10) { "-" } else { "" });
        let _ = write!(uuid, "{byte:02x}");
    }
    uuid
}

/// What is between the delimiters of a key; none where it is not one comment, and could not be found in HTML.
pub(super) fn name_of(key: &str) -> Option<&str> {
    let name = key.strip_prefix("<!--")?.strip_suffix("-->")?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' '));
    (is_name && !name.contains("--")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name space of addresses (RFC 9562 §6.6).
    const ADDRESSES: [u8; 16] =
        [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];

    #[test]
    fn uuids_are_those_of_the_standard() {
        let mut names = ADDRESSES;
        names[3] = 0x10;
        // RFC 9562, appendix A.4.
        assert_eq!(uuid(names, "www.example.com"), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
        let ours: String = NAMESPACE.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(uuid(ADDRESSES, "https://docs.rs/selfhelp#replacement-key").replace('-', ""), ours);
    }

    #[test]
    fn a_key_names_its_component_and_symptom() {
        let first = "<!--cd2d66c7-0e08-5036-8f67-b25161045bb7-->";
        assert_eq!(key("fabrikam-slow-web-app", 0, Some(0)), first);
        assert_eq!(key("fabrikam-slow-web-app", 1, None), "<!--82440ac4-923d-5639-856a-6cb7e2e4127e-->");
        assert_ne!(key("", 0, None), key("", 0, Some(0)));
    }

    #[test]
    fn keys_from_outside_are_single_comments() {
        assert_eq!(name_of("<!--a-1-->"), Some("a-1"));
        assert_eq!(name_of("<!--fabrikam.chart_1 b-->"), Some("fabrikam.chart_1 b"));
        for key in ["", "a", "<p>", "<!---->", "<!--a--><!--b-->", "<!--a--b-->", "<!-->-->", "<!--a>b-->", "<!--a"] {
            assert_eq!(name_of(key), None, "{key:?}");
        }
    }
}
