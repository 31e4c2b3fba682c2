//! What the address tells of the last act on several posts, and how posts stand.

use std::collections::HashMap;

use domain::{ids::PostId, post::PostState, problem::Code, views::FoundPost};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::{
    components::{Badge, Glyph, Icon, Tone, labels},
    text::text,
};

/// What became of the last act: a sentence, and for each post that was refused the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// How many were changed, and how many not.
    pub tally: Option<String>,
    refused: HashMap<PostId, &'static str>,
}

impl Told {
    /// What stands in the address.
    pub fn of(map: &ParamsMap) -> Self {
        let number = |name| {
            map.get_str(name)
                .and_then(|text| text.parse::<usize>().ok())
        };
        let refused = map.get_str("refused").unwrap_or_default();
        let refused: HashMap<PostId, &'static str> =
            refused.split('~').filter_map(parse_refused).collect();
        let tally = number("changed")
            .zip(number("same"))
            .map(|(changed, same)| tally(changed, same, refused.len()));
        Self { tally, refused }
    }
}

fn tally(changed: usize, same: usize, refused: usize) -> String {
    let mut parts = vec![text!(posts.changed, count = changed)];
    if same > 0 {
        parts.push(text!(posts.same, count = same));
    }
    if refused > 0 {
        parts.push(text!(posts.refused, count = refused));
    }
    parts.join(" ")
}

/// A post with the code of its refusal, as `BulkForm::way_back` writes it.
fn parse_refused(text: &str) -> Option<(PostId, &'static str)> {
    let (post, code) = text.split_once('.')?;
    let why = match code.parse::<Code>().ok()? {
        Code::Changed => text!(posts.why.changed),
        Code::WrongState => text!(posts.why.wrong_state),
        Code::InvalidInput => text!(posts.why.invalid),
        other => other.title(),
    };
    Some((post.parse().ok()?, why))
}

/// Why the last act at this post was refused.
#[component]
pub fn Refusal(
    /// The post.
    post: PostId,
) -> AnyView {
    let told: Told = expect_context();
    told.refused
        .get(&post)
        .map(|why| {
            view! {
                <p class="field-error">
                    <Glyph icon=Icon::Warning />
                    <span>{*why}</span>
                </p>
            }
        })
        .into_any()
}

/// State, findings and what else a reader should know of a post, in badges.
#[component]
pub fn Standing(
    /// The post.
    found: FoundPost,
) -> AnyView {
    let post = found.post;
    let findings = post.findings;
    let (state, tone) = labels::post_state(post.state);
    view! {
        <div class="badges">
            <span class="state"><Badge label=state tone pictured=true /></span>
            {(findings.blockers > 0).then(|| view! { <Badge label=text!(posts.blockers, count = findings.blockers) tone=Tone::Bad pictured=true /> })}
            {(findings.warnings > 0).then(|| view! { <Badge label=text!(posts.warnings, count = findings.warnings) tone=Tone::Warn pictured=true /> })}
            {post.regenerating.then(|| view! { <Badge label=text!(posts.regenerating) tone=Tone::Accent pictured=true /> })}
        </div>
    }
    .into_any()
}

/// The state that `act` asks for, as it is shown until it is certain (`frontend/page/posts.ts`).
#[component]
pub fn Pending(
    /// What is asked for.
    act: &'static str,
    /// The state it leads to.
    state: PostState,
) -> AnyView {
    let (label, tone) = labels::post_state(state);
    view! {
        <template data-pending-of=act>
            <span class="badge" data-tone=tone.name() data-pending="">
                <span class="spinner" aria-hidden="true"></span>
                {label}
                <span class="visually-hidden">{text!(posts.saving)}</span>
            </span>
        </template>
    }
    .into_any()
}

/// Selects the post for an act on several.
#[component]
pub fn Pick(
    /// The post.
    found: FoundPost,
) -> AnyView {
    let post = &found.post;
    let label = text!(
        posts.pick,
        channel = post.channel.name(),
        day = labels::day(post.publish_on),
        headline = post.headline.clone()
    );
    let (id, value) = (format!("pick-{}", post.id), seen(&found));
    view! { <label class="pick"><input type="checkbox" id=id name="form[posts][]" value=value aria-label=label /></label> }
        .into_any()
}

/// A post with the hash that is on the screen, as forms send it.
pub fn seen(found: &FoundPost) -> String {
    format!("{} {}", found.post.id, found.version_hash.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_what_became_of_each_post() {
        let post = "00000000-0000-0000-0000-000000000001";
        let refused = format!("{post}.changed~nonsense~{post}");
        let map: ParamsMap = [
            ("changed", "2".to_owned()),
            ("same", "1".to_owned()),
            ("refused", refused),
        ]
        .into_iter()
        .collect();
        let told = Told::of(&map);
        assert_eq!(
            told.tally.as_deref(),
            Some("Changed: 2. Nothing to change: 1. Not done: 1, with the reason at each.")
        );
        assert!(told.refused.contains_key(&post.parse().unwrap()));
        assert_eq!(Told::of(&ParamsMap::new()), Told::default());
    }
}
