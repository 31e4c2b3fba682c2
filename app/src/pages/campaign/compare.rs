//! `/campaigns/:id/compare/:other`: two campaigns next to each other.

use domain::{
    diff::Change,
    views::{
        CampaignComparison, CampaignSide, FieldComparison, FindingCounts, SlotComparison, SlotPost,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::campaigns::campaign_comparison,
    components::{Badge, Loaded, PageHead, changed, fetched, labels},
    text::text,
};

/// The page.
#[component]
pub fn ComparePage() -> AnyView {
    let params = use_params_map();
    let compared = fetched(
        move || {
            let id = |name| params.read().get(name).unwrap_or_default();
            (id("id"), id("other"))
        },
        |(left, right)| campaign_comparison(left, right),
    );
    view! { <Loaded whole=true from=compared view={|compared| view! { <Compared compared /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Compared(compared: CampaignComparison) -> AnyView {
    let CampaignComparison { left, right, slots } = compared;
    let back = (format!("/campaigns/{}", right.id), right.title.clone());
    let names = (left.title.clone(), right.title.clone());
    let (same, different): (Vec<_>, Vec<_>) = slots.into_iter().partition(is_same);
    let same = (!same.is_empty()).then(|| {
        let numbers: Vec<_> = same.iter().map(|slot| slot.slot.to_string()).collect();
        view! { <p class="muted">{text!(compare.same, slots = numbers.join(", "))}</p> }
    });
    let slots: Vec<_> = different
        .into_iter()
        .map(|slot| view! { <Pair pair=slot names=names.clone() /> })
        .collect();
    view! {
        <PageHead title=text!(compare.title) about=text!(compare.about) back />
        <Figures left right />
        <section class="stack">
            <h2>{text!(compare.posts)}</h2>
            {same}
            {slots}
        </section>
    }
    .into_any()
}

/// Whether both sides say the same.
fn is_same(slot: &SlotComparison) -> bool {
    let channels = slot
        .left
        .as_ref()
        .zip(slot.right.as_ref())
        .map(|(left, right)| left.channel == right.channel);
    channels == Some(true) && slot.fields.is_empty()
}

/// Both campaigns in figures, a row each.
#[component]
fn Figures(left: CampaignSide, right: CampaignSide) -> AnyView {
    let sides = [&left, &right];
    let row = |name: &'static str, value: &dyn Fn(&CampaignSide) -> String| {
        let [one, other] = sides.map(|side| {
            let title = side.title.clone();
            view! { <td data-label=title>{value(side)}</td> }
        });
        view! { <tr><th scope="row">{name}</th>{one}{other}</tr> }
    };
    let rows = [
        row(text!(run.written_by), &|side| side.models.join(", ")),
        row(text!(compare.voice), &|side| {
            side.voice
                .map_or_else(|| "–".to_owned(), |number| number.to_string())
        }),
        row(text!(fork.wording), &|side| {
            side.wording
                .map_or_else(|| "–".to_owned(), super::fork::wording_name)
        }),
        row(text!(compare.concept), &|side| {
            side.concept.clone().unwrap_or_else(|| "–".to_owned())
        }),
        row(text!(compare.written), &|side| side.posts.to_string()),
        row(text!(compare.approved), &|side| side.approved.to_string()),
        row(text!(compare.findings), &|side| found(side.findings)),
        row(text!(compare.fit), &|side| {
            side.fit
                .map_or_else(|| "–".to_owned(), |points| format!("{points} / 100"))
        }),
        row(text!(run.tokens), &|side| {
            labels::grouped(side.tokens.input + side.tokens.output)
        }),
        row(text!(run.cost), &|side| labels::price(side.cost)),
        row(text!(compare.took), &|side| {
            labels::seconds(u32::try_from(side.took_ms.div_ceil(1_000)).unwrap_or(u32::MAX))
        }),
    ];
    let head = sides.map(|side| {
        let (state, tone) = labels::run_state(side.run_state);
        view! {
            <th scope="col">
                <a href=format!("/campaigns/{}", side.id) dir="auto">{side.title.clone()}</a>
                " " <Badge label=state tone pictured=true />
            </th>
        }
    });
    view! {
        <table class="table compare-figures">
            <caption class="visually-hidden">{text!(compare.figures)}</caption>
            <thead><tr><th scope="col"><span class="visually-hidden">{text!(compare.figure)}</span></th>{Vec::from(head)}</tr></thead>
            <tbody>{Vec::from(rows)}</tbody>
        </table>
    }
    .into_any()
}

fn found(counts: FindingCounts) -> String {
    text!(
        compare.found,
        blockers = counts.blockers,
        warnings = counts.warnings,
        advice = counts.advice
    )
}

#[component]
fn Pair(pair: SlotComparison, names: (String, String)) -> AnyView {
    let SlotComparison {
        slot: number,
        left,
        right,
        fields,
    } = pair;
    let title = text!(compare.slot, number = number);
    view! {
        <article class="card">
            <h3>{title}</h3>
            <div class="sides">
                <Side name=names.0 post=left fields=fields.clone() hidden=Change::Added />
                <Side name=names.1 post=right fields hidden=Change::Removed />
            </div>
        </article>
    }
    .into_any()
}

/// One side of a slot: its fields as they are there, what the other side has not marked.
#[component]
fn Side(
    name: String,
    post: Option<SlotPost>,
    fields: Vec<FieldComparison>,
    hidden: Change,
) -> AnyView {
    let Some(post) = post else {
        return view! { <div><h4 dir="auto">{name}</h4><p class="muted">{text!(compare.none)}</p></div> }.into_any();
    };
    let spec = post.channel.spec();
    let fields: Vec<_> = fields
        .into_iter()
        .map(|field| {
            let label = spec
                .field(field.field)
                .map_or(field.field.slug(), |spec| spec.label);
            let spans: Vec<_> = field
                .spans
                .into_iter()
                .filter(|span| span.change != hidden)
                .map(|span| changed(span.change, span.text))
                .collect();
            view! { <div><h5>{label}</h5><p class="pre diff" dir="auto">{spans}</p></div> }
        })
        .collect();
    view! {
        <div>
            <h4 dir="auto">{name}</h4>
            <p class="small muted">
                <a href=format!("/posts/{}", post.id) dir="auto">{post.headline}</a>
                " · " {post.channel.name()} " · " {found(post.findings)}
            </p>
            {fields}
        </div>
    }
    .into_any()
}
