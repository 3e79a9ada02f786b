//! What is written down in files and compared: outputs of the example articles, readings of small inputs, the public
//! surface. `SELFHELP_BLESS=1 cargo test --test golden` writes them anew; read what changed before you commit it.

mod outputs;
mod readings;
mod rules;
mod surface;
