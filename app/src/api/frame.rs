//! What the frame around every page shows.

use domain::views::Me;
use leptos::prelude::use_context;

use crate::{api::visit::Visit, text::text};

/// Who looks, and at what kind of installation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameView {
    /// Who is signed in.
    pub me: Option<Me>,
    /// Whether this is a demonstration that anybody may look at.
    pub demo: bool,
}

impl FrameView {
    /// The frame of the request that is being answered.
    pub fn of_request() -> Self {
        use_context::<Visit>().map_or_else(Self::default, |visit| Self {
            me: visit.signed_in.map(|signed_in| signed_in.me),
            demo: visit.services.settings().demo,
        })
    }

    /// The name of the organization that looks, as it stands on its posts.
    pub fn brand() -> String {
        use_context::<Self>()
            .and_then(|frame| frame.me)
            .map_or_else(|| text!(preview.brand).to_owned(), |me| me.org_name)
    }
}
