//! Passing over an element that nobody sees, to its very end.
//!
//! Where the markup leaves the end in doubt, more is passed over rather than less: a sentence too
//! few costs little, a hidden order to a model may cost a campaign.

use super::{
    elements::{ends_before, is_block, is_void, may_stay_open},
    markup::Piece,
};

/// An element that is being passed over.
#[derive(Debug)]
pub(super) struct Skip {
    name: String,
    /// Open elements inside it that need an end tag.
    inner: usize,
    /// Those of them that have its own name.
    same: usize,
}

/// What a piece of markup means for the element passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Still inside.
    Inside,
    /// This piece is its end.
    End,
    /// It has ended before this piece.
    Outside,
}

impl Skip {
    /// Begins to pass over an element with this name.
    pub(super) const fn new(name: String) -> Self {
        Self {
            name,
            inner: 0,
            same: 0,
        }
    }

    /// Where `piece` stands; `is_open` tells which elements are open around the one passed over.
    pub(super) fn place(
        &mut self,
        piece: &Piece<'_>,
        xml: bool,
        is_open: impl Fn(&str) -> bool,
    ) -> Place {
        match piece {
            Piece::Text(_) | Piece::Raw(_) => Place::Inside,
            Piece::Open(tag) if is_void(&tag.name) || (xml && tag.self_closing) => Place::Inside,
            Piece::Open(tag) => self.opened(&tag.name),
            Piece::Close(name) => self.closed(name, is_open),
        }
    }

    fn opened(&mut self, name: &str) -> Place {
        if self.inner == 0 && ends_before(&self.name, name) {
            return Place::Outside;
        }
        if !may_stay_open(name) {
            self.inner += 1;
            self.same += usize::from(name == self.name);
        }
        Place::Inside
    }

    fn closed(&mut self, name: &str, is_open: impl Fn(&str) -> bool) -> Place {
        if may_stay_open(&self.name) {
            // Inside other elements, an end tag of this name belongs to one of theirs.
            match (self.inner, name == self.name) {
                (0, true) => return Place::End,
                (0, false) if is_block(name) && is_open(name) => return Place::Outside,
                _ => {}
            }
        } else if name == self.name {
            if self.same == 0 {
                return Place::End;
            }
            self.same -= 1;
        }
        if !may_stay_open(name) {
            self.inner = self.inner.saturating_sub(1);
        }
        Place::Inside
    }
}
