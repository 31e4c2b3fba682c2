//! One text on every channel, as each shows it.

use domain::{
    channel::{ChannelKind, PostFormat},
    post::{ContentField, PostContent},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::{accounts::signed_in, frame::FrameView},
    components::{
        Details, Loaded, PageHead, SelectField, TextField, fetched,
        preview::{GalleryCard, Setting, Switches},
    },
    text::text,
};

/// `/previews`: any text, on every channel.
#[component]
pub fn PreviewsPage() -> AnyView {
    let visitor = fetched(|| (), |()| signed_in());
    view! { <Loaded whole=true from=visitor view={|()| view! { <Previews /> }.into_any()} /> }
        .into_any()
}

/// What the form holds.
#[derive(Clone, Default)]
struct Written {
    content: PostContent,
    format: Option<PostFormat>,
}

impl Written {
    fn read(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut written = Self::default();
        for (name, value) in fields {
            if let Ok(field) = name.parse::<ContentField>() {
                written.content.set(field, &value);
            } else if name == FORMAT {
                written.format = value.parse().ok();
            }
        }
        written
    }

    /// The form the text takes on a channel: the chosen one where there is such a thing.
    fn format_on(&self, kind: ChannelKind) -> PostFormat {
        let formats = kind.spec().formats;
        let chosen = self.format.filter(|format| formats.contains(format));
        chosen
            .or(formats.first().copied())
            .unwrap_or(PostFormat::Text)
    }
}

const FORMAT: &str = "format";

/// What the page shows before anybody wrote something.
fn sample() -> Written {
    let content = PostContent {
        title: Some(text!(preview.sample.title).to_owned()),
        preheader: Some(text!(preview.sample.preheader).to_owned()),
        body: text!(preview.sample.body).to_owned(),
        hashtags: vec!["MillStreet".to_owned(), "FreshBread".to_owned()],
        link: Some("https://example.com/mill-street/opening".to_owned()),
        image_idea: Some(text!(preview.sample.image_idea).to_owned()),
        alt_text: None,
        picture: None,
    };
    Written {
        content,
        format: None,
    }
}

#[component]
fn Previews() -> AnyView {
    let query = use_query_map().get_untracked();
    let begun = if query.get_str(ContentField::Body.slug()).is_some() {
        Written::read(
            query
                .into_iter()
                .map(|(name, value)| (name.into_owned(), value)),
        )
    } else {
        sample()
    };
    let cards: Vec<_> = ChannelKind::ALL
        .into_iter()
        .map(|kind| {
            let setting = Setting {
                kind,
                format: begun.format_on(kind),
                brand: FrameView::brand(),
                day: text!(preview.sample.day).to_owned(),
                picture: None,
            };
            view! { <GalleryCard setting content=begun.content.clone() /> }
        })
        .collect();
    view! {
        <PageHead title=text!(preview.gallery) about=text!(preview.gallery_about) />
        <section class="card">
            <Details summary=text!(preview.write)>
                <form class="form" action="/previews">
                    {fields(begun)}
                    <div class="actions"><button class="button" data-kind="primary">{text!(preview.show)}</button></div>
                </form>
            </Details>
        </section>
        <div class="preview stack">
            <Switches />
            <div class="pv-gallery">{cards}</div>
        </div>
    }
    .into_any()
}

fn fields(begun: Written) -> AnyView {
    let names = [
        (ContentField::Title, text!(preview.field.title), 0),
        (ContentField::Preheader, text!(preview.field.preheader), 0),
        (ContentField::Body, text!(preview.field.body), 6),
        (ContentField::Hashtags, text!(preview.field.hashtags), 0),
        (ContentField::Link, text!(preview.field.link), 0),
        (ContentField::ImageIdea, text!(preview.field.image_idea), 0),
    ];
    let texts: Vec<_> = names
        .into_iter()
        .map(|(field, label, rows)| {
            let value = begun.content.get(field);
            view! { <TextField name=field.slug() label=label rows=rows value=value /> }
        })
        .collect();
    let mut formats = vec![(String::new(), text!(preview.usual).to_owned())];
    formats.extend(
        [
            PostFormat::Text,
            PostFormat::Image,
            PostFormat::Carousel,
            PostFormat::Video,
        ]
        .map(|format| (format.slug().to_owned(), format.name().to_owned())),
    );
    let chosen = begun
        .format
        .map(|format| format.slug().to_owned())
        .unwrap_or_default();
    view! {
        {texts}
        <SelectField name=FORMAT label=text!(preview.field.format) options=formats value=chosen />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_was_chosen_holds_where_the_channel_has_it() {
        let written = Written::read(
            [
                ("body", "Bread"),
                ("hashtags", "#a b"),
                ("format", "carousel"),
                ("other", "x"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
        );
        assert_eq!(written.content.hashtags, ["a", "b"]);
        assert_eq!(written.format_on(ChannelKind::X), PostFormat::Carousel);
        assert_eq!(written.format_on(ChannelKind::Email), PostFormat::Email);
        assert_eq!(sample().format_on(ChannelKind::X), PostFormat::Text);
    }
}
