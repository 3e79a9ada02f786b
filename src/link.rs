//! Link targets: what a link points at. The only home of scheme rules.
