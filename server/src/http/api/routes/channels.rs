//! What each channel accepts, with the source of every limit.

use axum::Json;
use domain::{
    channel::{ChannelKind, ChannelSpec, Citation, FieldSpec, Limit, PostFormat, Severity},
    post::ContentField,
    views::Listing,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::{Problems, acting::Acting};

/// A channel's limits.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChannelView {
    /// The channel.
    kind: ChannelKind,
    /// The name people read.
    name: &'static str,
    /// Forms a post can take here; the first is the usual one.
    formats: Vec<PostFormat>,
    /// Fields a post has here, in the order of the editor.
    fields: Vec<ChannelFieldView>,
}

/// A field of a post on one channel.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChannelFieldView {
    /// The field.
    field: ContentField,
    /// What the channel calls it.
    label: &'static str,
    /// Whether a post can go out without it.
    required: bool,
    /// What its lengths count.
    unit: &'static str,
    /// The most the platform takes.
    max: Option<LimitView>,
    /// The most bytes the platform takes.
    max_bytes: Option<LimitView>,
    /// Above this it gets worse, but still goes out.
    recommended: Option<LimitView>,
    /// Shown before the platform hides the rest.
    fold: Option<LimitView>,
}

/// A limit and who says so.
#[derive(Debug, Serialize, ToSchema)]
pub struct LimitView {
    /// The largest value.
    count: usize,
    /// What it means to be over it.
    over: Severity,
    /// Where the number comes from, and when it was read.
    source: Citation,
}

/// List the channels with what each accepts.
#[utoipa::path(get, path = "/channels", tag = "channels", operation_id = "listChannels",
    responses((status = 200, body = Listing<ChannelView>), Problems))]
pub async fn list(_: Acting) -> Json<Listing<ChannelView>> {
    let items = ChannelKind::ALL
        .iter()
        .map(|kind| view(kind.spec()))
        .collect();
    Json(Listing { items, next: None })
}

fn view(spec: &ChannelSpec) -> ChannelView {
    ChannelView {
        kind: spec.kind,
        name: spec.name,
        formats: spec.formats.to_vec(),
        fields: spec.fields.iter().map(field).collect(),
    }
}

fn field(spec: &FieldSpec) -> ChannelFieldView {
    ChannelFieldView {
        field: spec.field,
        label: spec.label,
        required: spec.required,
        unit: spec.counting.unit(),
        max: spec.max.map(limit),
        max_bytes: spec.byte_max.map(limit),
        recommended: spec.recommended.map(limit),
        fold: spec.fold.map(limit),
    }
}

fn limit(limit: Limit) -> LimitView {
    LimitView {
        count: limit.count,
        over: limit.over,
        source: limit.source.into(),
    }
}
