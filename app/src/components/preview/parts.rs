//! What previews are made of.

use super::{Brand, Shown, html::Html, signs};
use crate::text::text;
use domain::{
    channel::{
        ChannelKind, PostFormat, Ratio,
        preview::{self, SpanKind, Surface, shown_link},
    },
    post::ContentField,
};

/// Parts in a box.
pub fn block(class: &'static str, inside: Vec<Html>) -> Html {
    Html::element("div", &[("class", class)], inside)
}

/// A few words.
pub fn words(class: &'static str, words: &str) -> Html {
    Html::element(
        "span",
        &[("class", class), ("dir", "auto")],
        vec![Html::text(words)],
    )
}

/// A part that only one place shows: `feed` or `detail`.
pub fn only(place: &'static str, inside: Vec<Html>) -> Html {
    Html::element("div", &[("data-only", place)], inside)
}

/// A sign of [`signs`].
pub fn sign(path: &'static str) -> Html {
    drawing(
        "icon",
        "0 0 24 24",
        vec![Html::element("path", &[("d", path)], Vec::new())],
    )
}

fn drawing(class: &'static str, measures: &str, inside: Vec<Html>) -> Html {
    let attributes = [
        ("class", class),
        ("viewBox", measures),
        ("aria-hidden", "true"),
        ("focusable", "false"),
    ];
    Html::element("svg", &attributes, inside)
}

/// A row of signs, with words beside them where the channel has them.
pub fn acts(acts: &[(&'static str, &'static str)]) -> Html {
    let acts = acts.iter().map(|(path, name)| {
        let mut act = vec![sign(path)];
        if !name.is_empty() {
            act.push(words("", name));
        }
        block("pv-act", act)
    });
    block("pv-acts", acts.collect())
}

/// The brand's initials in place of its picture.
pub fn avatar(brand: &Brand) -> Html {
    let attributes = [("class", "pv-avatar"), ("aria-hidden", "true")];
    Html::element("span", &attributes, vec![Html::text(&brand.initials)])
}

/// A text as the channel shows it: links, hashtags and mentions marked, cut where it cuts, with
/// its own words to open the rest.
pub fn folded(kind: ChannelKind, field: ContentField, text: &str) -> Html {
    let shown = preview::shown_text(kind, field, text);
    let pieces = shown.pieces.iter().map(|piece| {
        let class = match piece.kind {
            SpanKind::Plain => "",
            SpanKind::Link => "pv-link",
            SpanKind::Hashtag => "pv-link pv-tag",
            SpanKind::Mention => "pv-link pv-mention",
        };
        let words = match piece.kind {
            SpanKind::Link => shown_link(kind, piece.text),
            _ => piece.text.into(),
        };
        let hidden = slugs(&piece.hidden_on);
        let attributes = [("class", class), ("data-hidden", &hidden)];
        Html::element("span", &attributes, vec![Html::text(&words)])
    });
    let mut inside: Vec<_> = pieces.collect();
    if !shown.cut_on.is_empty() {
        let cut_on = slugs(&shown.cut_on);
        inside.push(if let Some(words) = shown.more {
            opener(kind, &cut_on, words)
        } else {
            let attributes = [("class", "pv-dots"), ("data-cut", &*cut_on)];
            Html::element("span", &attributes, vec![Html::text("…")])
        });
    }
    Html::element("div", &[("class", "pv-text"), ("dir", "auto")], inside)
}

/// The channel's own words that open the rest. They label a checkbox beside the card, which stays
/// as it is when the card is written anew; its name stays the same when it is ticked.
fn opener(kind: ChannelKind, cut_on: &str, more: &'static str) -> Html {
    let box_id = opener_id(kind);
    let attributes = [
        ("class", "pv-more"),
        ("for", &*box_id),
        ("data-cut", cut_on),
    ];
    let less = [("class", "pv-close"), ("aria-hidden", "true")];
    let inside = vec![
        words("pv-open", more),
        words("visually-hidden", &format!(" {}", text!(preview.whole))),
        Html::element("span", &less, vec![Html::text(text!(preview.less))]),
    ];
    Html::element("label", &attributes, inside)
}

/// The id of the checkbox that opens what a channel cuts off.
pub fn opener_id(kind: ChannelKind) -> String {
    format!("pv-more-{}", kind.slug())
}

/// The surfaces by their words, as the style sheet reads them.
fn slugs(surfaces: &[Surface]) -> String {
    let words: Vec<_> = surfaces.iter().map(|surface| surface.slug()).collect();
    words.join(" ")
}

/// What stands in the place of picture, pictures or video; nothing for a post of words alone.
pub fn media(shown: Shown<'_>, ratio: Ratio) -> Option<Html> {
    match shown.format {
        PostFormat::Text => None,
        PostFormat::Carousel => Some(strip(shown, ratio)),
        PostFormat::Video => Some(frame(shown, "video", ratio, vec![play()])),
        _ => Some(frame(shown, "image", ratio, Vec::new())),
    }
}

/// The triangle over a video.
pub fn play() -> Html {
    block("pv-play", vec![sign(signs::PLAY)])
}

/// The post's own picture, or a placeholder with the idea of one.
pub fn frame(shown: Shown<'_>, name: &'static str, ratio: Ratio, over: Vec<Html>) -> Html {
    let alt = shown.content.alt_text.as_deref();
    let Some(address) = shown.picture else {
        let idea = shown.content.image_idea.as_deref().or(alt);
        return drawn(name, ratio, idea.unwrap_or_default(), over);
    };
    let alt = alt.unwrap_or_default();
    let photo = Html::void(
        "img",
        &[("src", address), ("alt", alt), ("fetchpriority", "low")],
    );
    place(name, ratio, photo, over)
}

/// Own shapes in a picture's measures, and in words what it should show.
fn drawn(name: &'static str, ratio: Ratio, idea: &str, over: Vec<Html>) -> Html {
    let said = if idea.is_empty() {
        Html::default()
    } else {
        words("pv-idea", idea)
    };
    place(name, ratio, said, over)
}

/// A place of a picture's measures, with what is in it and over it.
fn place(name: &'static str, ratio: Ratio, inside: Html, over: Vec<Html>) -> Html {
    let measures = format!("0 0 {} {}", ratio.width, ratio.height);
    let all = [drawing("", &measures, Vec::new()), inside];
    let attributes = [("class", "pv-media"), ("data-media", name)];
    Html::element("div", &attributes, all.into_iter().chain(over).collect())
}

/// Pictures to swipe through, in the number that fits a placeholder.
fn strip(shown: Shown<'_>, ratio: Ratio) -> Html {
    const PICTURES: usize = 3;
    let pictures = (1..=PICTURES).map(|number| {
        let count = vec![words("pv-count", &format!("{number}/{PICTURES}"))];
        if number == 1 {
            frame(shown, "image", ratio, count)
        } else {
            drawn("image", ratio, "", count)
        }
    });
    let attributes = [
        ("class", "pv-strip"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", text!(preview.carousel)),
    ];
    let strip = Html::element("div", &attributes, pictures.collect());
    let dots = (0..PICTURES).map(|_| words("", ""));
    block("", vec![strip, block("pv-dots-row", dots.collect())])
}

/// The card that channels make of a link; the page's own title is not known here.
pub fn link_card(link: &str, ratio: Ratio) -> Html {
    let picture = drawn("image", ratio, "", Vec::new());
    let about = block(
        "pv-card-words",
        vec![
            words("pv-card-domain", preview::domain_of(link)),
            words("pv-card-title", text!(preview.page_title)),
        ],
    );
    block("pv-card", vec![picture, about])
}
