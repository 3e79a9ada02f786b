//! What is odd about the keys and values of a payload (format §7).

use crate::diagnostic::Diagnostics;

use super::subject::Subject;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    found.extend(subject.odd.iter().cloned());
}
