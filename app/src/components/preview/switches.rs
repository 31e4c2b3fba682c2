//! What a preview can be switched to, by radio buttons that only the style sheet reads.

use domain::channel::ChannelKind;

use super::html::Html;
use crate::text::text;

/// Place, screen and colours, with the channel's own words where it is about one alone. They act
/// on every preview in the same `.preview`.
pub fn switches(kind: Option<ChannelKind>) -> Html {
    let (among, alone) = match kind {
        Some(ChannelKind::Email) => (text!(preview.inbox), text!(preview.mail)),
        Some(ChannelKind::Blog) => (text!(preview.search), text!(preview.article)),
        _ => (text!(preview.feed), text!(preview.opened)),
    };
    let groups = vec![
        group(
            "pv-place",
            text!(preview.place),
            &[("feed", among), ("detail", alone)],
        ),
        group(
            "pv-screen",
            text!(preview.screen),
            &[
                ("phone", text!(preview.phone)),
                ("desktop", text!(preview.desktop)),
            ],
        ),
        group(
            "pv-colours",
            text!(preview.colours),
            &[
                ("page", text!(preview.as_page)),
                ("light", text!(theme.light)),
                ("dark", text!(theme.dark)),
            ],
        ),
    ];
    Html::element("div", &[("class", "pv-switches")], groups)
}

fn group(name: &'static str, legend: &str, choices: &[(&'static str, &str)]) -> Html {
    let mut inside = vec![Html::element(
        "legend",
        &[("class", "visually-hidden")],
        vec![Html::text(legend)],
    )];
    for (at, (value, label)) in choices.iter().enumerate() {
        let mut attributes = vec![("type", "radio"), ("name", name), ("value", *value)];
        if at == 0 {
            attributes.push(("checked", ""));
        }
        let radio = Html::void("input", &attributes);
        inside.push(Html::element("label", &[], vec![radio, Html::text(label)]));
    }
    Html::element("fieldset", &[("class", "segments")], inside)
}
