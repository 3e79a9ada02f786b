//! How thorough the tests are.

/// Of its tries, a test makes one in so many: one in 23, which finds most mistakes in half a minute, and every one where
/// `SELFHELP_THOROUGH` is set, as `.ci/run` has it. It is a prime, so that steps of it meet every entry of a list that is gone
/// through again and again.
pub fn share() -> usize {
    if std::env::var_os("SELFHELP_THOROUGH").is_some() { 1 } else { 23 }
}
