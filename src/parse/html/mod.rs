//! An author's HTML: which elements there are, and the tokens of a piece of it.

pub(crate) mod element;
mod pairs;
mod split;
mod stray;
mod token;

pub(crate) use element::Element;
pub(crate) use pairs::Pairs;
pub(crate) use stray::{left_out, stray_tag};
pub(crate) use token::{Attribute, Token, decode, decode_closed, ends_after_name, tokens};
