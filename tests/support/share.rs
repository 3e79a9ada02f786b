//! How thorough the tests are.

/// Of its tries, a test makes one in so many: one in sixteen, which finds most mistakes in half a minute, and every one where
/// `SELFHELP_THOROUGH` is set, as `.ci/run` has it.
pub fn share() -> usize {
    if std::env::var_os("SELFHELP_THOROUGH").is_some() { 1 } else { 16 }
}
