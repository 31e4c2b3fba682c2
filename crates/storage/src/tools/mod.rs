//! What tools made of texts, and the term base.

pub mod terms;
pub mod tool_uses;
