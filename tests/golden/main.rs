//! Recorded results: outputs of the example articles, readings of small inputs, the public surface. `SELFHELP_BLESS=1
//! cargo test --test golden` records them again; read what changed before you commit it.

mod outputs;
mod readings;
mod rules;
mod surface;
