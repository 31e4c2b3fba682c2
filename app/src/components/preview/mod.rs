//! A post as its channel shows it: drawn here, in plain HTML, after what each channel looks like.
//!
//! One function a family of looks, made of the parts in [`parts`]; colours and measures stand in
//! `style/preview`. Where texts are cut and what becomes a link comes from
//! `domain::channel::preview`. Place, screen and colours are switched by radio buttons and the
//! style sheet alone, and what is cut off opens by a checkbox, so all of it works without a script.
//! The desk of a post's page draws the card anew as somebody types, with the same [`stage`].

mod html;
mod owned;
mod parts;
mod signs;
mod social;
mod switches;
mod visual;

use domain::{
    channel::{ChannelKind, PostFormat},
    post::PostContent,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::{html::Html, switches::switches};
use crate::text::text;

/// What a preview shows besides the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Where the post is published.
    pub kind: ChannelKind,
    /// In which form.
    pub format: PostFormat,
    /// The name of the organization whose it is.
    pub brand: String,
    /// The day, as people write it.
    pub day: String,
    /// Address of the post's own picture, if it has one.
    pub picture: Option<String>,
}

/// Whose post it is, as channels show it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Brand {
    /// The organization's name.
    name: String,
    /// Its name on channels, without the sign.
    handle: String,
    /// One or two letters in place of its picture.
    initials: String,
}

impl Brand {
    fn named(name: &str) -> Self {
        let initials = name
            .split_whitespace()
            .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
            .take(2)
            .flat_map(char::to_uppercase)
            .collect();
        let handle: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .take(15)
            .collect();
        Self {
            name: name.to_owned(),
            initials,
            handle: if handle.is_empty() {
                text!(preview.handle).to_owned()
            } else {
                handle
            },
        }
    }
}

/// What a card is drawn from.
#[derive(Clone, Copy)]
struct Shown<'a> {
    kind: ChannelKind,
    format: PostFormat,
    content: &'a PostContent,
    brand: &'a Brand,
    day: &'a str,
    picture: Option<&'a str>,
}

/// The post as the channel shows it, on every surface at once; the switches around it choose.
fn card(shown: Shown<'_>) -> Html {
    let inside = match shown.kind {
        ChannelKind::LinkedIn
        | ChannelKind::X
        | ChannelKind::Instagram
        | ChannelKind::Facebook
        | ChannelKind::Threads
        | ChannelKind::Bluesky
        | ChannelKind::Mastodon => social::post(shown),
        ChannelKind::TikTok => visual::clip(shown),
        ChannelKind::YouTube => visual::video(shown),
        ChannelKind::Pinterest => visual::pin(shown),
        ChannelKind::Email => owned::mail(shown),
        ChannelKind::Blog => owned::article(shown),
    };
    let attributes = [
        ("class", "pv"),
        ("data-channel", shown.kind.slug()),
        ("aria-label", shown.kind.name()),
    ];
    Html::element("article", &attributes, vec![inside])
}

/// The card in a place that is scrolled when the card is wider, as markup for `inner_html`.
pub fn stage(setting: &Setting, content: &PostContent) -> String {
    let card = card(Shown {
        kind: setting.kind,
        format: setting.format,
        content,
        brand: &Brand::named(&setting.brand),
        day: &setting.day,
        picture: setting.picture.as_deref(),
    });
    let name = text!(preview.of, channel = setting.kind.name());
    let attributes = [
        ("class", "pv-stage"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", name.as_str()),
    ];
    Html::element("div", &attributes, vec![card]).into_markup()
}

/// The id of the element whose content is the [`stage`] of a post's page.
pub const STAGE: &str = "preview-stage";

/// A post's preview beside its editor. It stays as it is when the page is shown anew: what is
/// switched is the reader's, and the desk around the form draws the card.
#[component]
pub fn Preview(
    /// Which post it is.
    setting: Setting,
    /// What it says.
    content: PostContent,
) -> AnyView {
    let kind = setting.kind;
    view! {
        <section class="card preview pv-one" data-keep="">
            <div class="card-head">
                <h2>{text!(preview.title)}</h2>
                <a class="small" href="/previews">{text!(preview.all)}</a>
            </div>
            <Switches kind />
            <OpenerBox kind />
            <div id=STAGE inner_html=stage(&setting, &content)></div>
            <p class="small muted" inner_html=source_of(kind).into_markup()></p>
        </section>
    }
    .into_any()
}

/// What switches every card in the same `.preview`.
#[component]
pub fn Switches(
    /// The channel, where it is about one alone.
    #[prop(optional, into)]
    kind: Option<ChannelKind>,
) -> AnyView {
    view! { <div inner_html=switches(kind).into_markup()></div> }.into_any()
}

/// A post among others, in a `.preview` that has the [`Switches`].
#[component]
pub fn GalleryCard(
    /// Which post it is.
    setting: Setting,
    /// What it says.
    content: PostContent,
) -> AnyView {
    view! {
        <section class="pv-one">
            <h2>{setting.kind.name()}</h2>
            <OpenerBox kind=setting.kind />
            <div inner_html=stage(&setting, &content)></div>
        </section>
    }
    .into_any()
}

/// The checkbox that opens what is cut off; the card's own words label it. It stands outside the
/// card, which is drawn anew as somebody types.
#[component]
fn OpenerBox(kind: ChannelKind) -> AnyView {
    view! { <input type="checkbox" class="pv-tick" id=parts::opener_id(kind) /> }.into_any()
}

/// Who says where the channel cuts its texts off.
fn source_of(kind: ChannelKind) -> Html {
    let Some(fold) = kind.folds().first() else {
        return Html::default();
    };
    let (title, day) = (fold.source.title, fold.source.checked_on);
    let read = Html::text(&text!(preview.source, title = title, day = day));
    match fold.source.url {
        Some(url) => Html::element("a", &[("href", url), ("rel", "noreferrer")], vec![read]),
        None => read,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_is_called_by_its_name_on_every_channel() {
        let bakery = Brand::named("Lindner Bakery & Sons");
        assert_eq!(
            (bakery.handle.as_str(), bakery.initials.as_str()),
            ("lindnerbakeryso", "LB")
        );
        assert_eq!(Brand::named("株式会社").handle, "yourbrand");
    }
}
