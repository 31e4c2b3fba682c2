//! The organization's own channels: an e-mail in the inbox and opened, an article in search
//! results and opened.

use super::{
    Shown,
    html::Html,
    parts::{avatar, block, folded, frame, only, words},
};
use domain::{
    channel::{
        ChannelKind, Ratio,
        preview::{BlockKind, InlineKind, article_blocks, domain_of},
    },
    post::{ContentField, PostContent},
};

const WIDE: Ratio = Ratio {
    width: 2,
    height: 1,
};

/// The domain of the organization's own site, as far as the post's link tells.
fn own_domain(content: &PostContent) -> &str {
    let link = content.link.as_deref().map(str::trim).unwrap_or_default();
    if link.is_empty() {
        "example.com"
    } else {
        domain_of(link)
    }
}

/// What stands under a subject or a search result's title.
fn teaser(kind: ChannelKind, content: &PostContent) -> Html {
    match content.preheader.as_deref() {
        Some(preheader) => folded(kind, ContentField::Preheader, preheader),
        None => folded(
            kind,
            ContentField::Body,
            &content
                .body
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        ),
    }
}

fn picture(shown: Shown<'_>) -> Option<Html> {
    let there = shown.picture.is_some() || shown.content.image_idea.is_some();
    there.then(|| frame(shown, "image", WIDE, Vec::new()))
}

/// An e-mail: a line of the inbox, and the message.
pub fn mail(shown: Shown<'_>) -> Html {
    let Shown {
        kind, brand, day, ..
    } = shown;
    let content = shown.content;
    let subject = content.title.as_deref().unwrap_or_default();
    let row = vec![
        avatar(brand),
        words("pv-name pv-from", &brand.name),
        words("pv-soft pv-day", day),
        block(
            "pv-subject",
            vec![folded(kind, ContentField::Title, subject)],
        ),
        block("pv-teaser pv-soft", vec![teaser(kind, content)]),
    ];
    let from = format!("{}@{}", brand.handle, own_domain(content));
    let lines = block(
        "pv-lines",
        vec![words("pv-name", &brand.name), words("pv-soft", &from)],
    );
    let head = block("pv-head", vec![avatar(brand), lines, words("pv-soft", day)]);
    let mut message = vec![block("pv-title", vec![words("", subject)]), head];
    message.extend(picture(shown));
    message.push(folded(kind, ContentField::Body, &content.body));
    message.extend(content.link.as_deref().map(|link| {
        block(
            "pv-buttons",
            vec![words("pv-button pv-strong", domain_of(link))],
        )
    }));
    block(
        "pv-post",
        vec![
            only("feed", vec![block("pv-row", row)]),
            only("detail", message),
        ],
    )
}

/// A blog article: a search result, and the page.
pub fn article(shown: Shown<'_>) -> Html {
    let Shown {
        kind, brand, day, ..
    } = shown;
    let content = shown.content;
    let title = content.title.as_deref().unwrap_or_default();
    let site = block(
        "pv-lines",
        vec![
            words("", &brand.name),
            words(
                "pv-soft",
                &format!("https://{} › blog", own_domain(content)),
            ),
        ],
    );
    let result = vec![
        block("pv-head", vec![avatar(brand), site]),
        block(
            "pv-result pv-link",
            vec![folded(kind, ContentField::Title, title)],
        ),
        block(
            "pv-teaser",
            vec![
                words("pv-soft", &format!("{day} — ")),
                teaser(kind, content),
            ],
        ),
    ];
    let mut page = vec![
        words("pv-soft", own_domain(content)),
        block("pv-title", vec![words("", title)]),
        words("pv-soft", &format!("{} · {day}", brand.name)),
    ];
    page.extend(picture(shown));
    page.extend(text_of(&content.body));
    let tags = content
        .hashtags
        .iter()
        .map(|tag| words("pv-topic", tag))
        .collect();
    page.push(block("pv-topics", tags));
    block("pv-post", vec![only("feed", result), only("detail", page)])
}

/// The Markdown of an article, set as its page sets it.
fn text_of(body: &str) -> impl Iterator<Item = Html> {
    article_blocks(body).into_iter().map(|part| {
        let inner = part
            .inlines
            .iter()
            .map(|inline| {
                let class = match inline.kind {
                    InlineKind::Plain => "",
                    InlineKind::Strong => "pv-name",
                    InlineKind::Link => "pv-link",
                };
                words(class, inline.text)
            })
            .collect();
        match part.kind {
            BlockKind::Heading => block("pv-heading", inner),
            BlockKind::Item => block("pv-item", inner),
            BlockKind::Paragraph => block("pv-text", inner),
        }
    })
}
