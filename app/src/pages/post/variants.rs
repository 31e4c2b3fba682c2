//! `/posts/:id/variants`: proposals next to the post as it stands, of which one can be used.

use domain::{
    channel::{ChannelKind, Finding},
    post::{ContentField, Dimension, PostContent, VARIANTS},
    run::StepState,
    views::{FieldComparison, PostView, VariantOffer, VariantView, VariantsView},
    voice::Score,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::change::Price;
use crate::{
    api::{posts::post, variants::variants},
    components::{
        Badge, Details, EmptyState, Form, FormState, Icon, Live, Loaded, Notice, PageHead,
        Reloading, SelectField, Submit, Tone, changed, fetched, labels,
    },
    error::AppResult,
    links,
    pages::{
        campaign::{
            steps::{Failure, Retry},
            words::Words,
        },
        voice::fit,
    },
    text::text,
};

async fn read(id: String) -> AppResult<(PostView, VariantsView)> {
    Ok((post(id.clone()).await?, variants(id).await?))
}

/// A post's variants side by side.
#[component]
pub fn VariantsPage() -> AnyView {
    let params = use_params_map();
    let found = fetched(move || params.read().get("id").unwrap_or_default(), read);
    view! { <Loaded whole=true from=found view={|(post, view)| view! { <Whole post view /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Whole(post: PostView, view: VariantsView) -> AnyView {
    let title = text!(
        variants.page,
        channel = post.channel.name(),
        day = labels::day(post.publish_on)
    );
    let about = text!(variants.about, number = view.version);
    let back = (format!("/posts/{}", post.id), back_to(&post));
    let open = view
        .variants
        .iter()
        .any(|variant| !variant.state.has_ended());
    let ask = view! { <Ask post=post.id.to_string() view=view.clone() /> };
    let seen = view.version_hash.0;
    let cards: Vec<_> = view
        .variants
        .into_iter()
        .map(|variant| view! { <li class="card"><Card post=post.clone() seen=seen.clone() variant /></li> })
        .collect();
    view! {
        <PageHead title about back>
            <Live events=links::campaign_events(post.campaign, view.last_event) />
        </PageHead>
        {open.then(|| view! { <Reloading /> })}
        {if cards.is_empty() {
            view! { <EmptyState icon=Icon::Copy title=text!(variants.none) body=text!(variants.none_about) /> }.into_any()
        } else {
            view! { <ol role="list" class="variants">{cards}</ol> }.into_any()
        }}
        {ask}
    }
    .into_any()
}

fn back_to(post: &PostView) -> String {
    let title = post.version.content.title.clone();
    title.unwrap_or_else(|| post.channel.name().to_owned())
}

/// Asking for several.
#[component]
fn Ask(post: String, view: VariantsView) -> AnyView {
    let form = FormState::new("/api/ui/ask-for-variants");
    let dimensions = Dimension::ALL.map(|dimension| {
        (
            dimension.slug().to_owned(),
            labels::dimension(dimension).to_owned(),
        )
    });
    let counts = VARIANTS.map(|count| (count.to_string(), count.to_string()));
    let some = !view.variants.is_empty();
    view! {
        <section class="card">
            <h2>{text!(variants.several)}</h2>
            <Form state=form>
                <input type="hidden" name="id" value=post />
                <div class="form-grid">
                    <SelectField name="differ_in" label=text!(variants.differ_in) options=dimensions.to_vec()
                        value=form.typed("differ_in").unwrap_or_default() />
                    <SelectField name="count" label=text!(variants.count) options=counts.collect()
                        value=form.typed("count").unwrap_or_else(|| "3".to_owned()) error=form.error("count") />
                </div>
                <Price estimate=view.estimate />
                {some.then(|| view! { <p class="muted small">{text!(variants.replaced)}</p> })}
                <div class="actions"><Submit label=text!(variants.ask) kind="primary" icon=Icon::Pen /></div>
            </Form>
        </section>
    }
    .into_any()
}

#[component]
fn Card(post: PostView, seen: String, variant: VariantView) -> AnyView {
    let name = text!(
        variants.named,
        number = variant.number,
        aim = labels::aim(&variant.aim)
    );
    let (state, tone) = labels::step_state(variant.state);
    let open = !variant.state.has_ended();
    let usable = variant
        .offer
        .as_ref()
        .is_some_and(|offer| !offer.changes.is_empty());
    let record = format!("/campaigns/{}/steps/{}", post.campaign, variant.step);
    view! {
        <div class="card-head">
            <h2 dir="auto">{name.clone()}</h2>
            {(variant.state != StepState::Done).then(|| view! { <Badge label=state tone pictured=true /> })}
        </div>
        {open.then(|| view! { <p class="muted small">{text!(variants.writing)}</p> <Words step=variant.step /> })}
        {variant.error.clone().map(|problem| view! { <Failure problem /> })}
        {variant.offer.clone().map(|offer| view! { <Offer post=post.clone() variant=variant.clone() offer /> })}
        <div class="actions">
            {usable.then(|| view! { <Act action="/api/ui/use-variant" post=post.id.to_string() seen=seen variant=variant.step.to_string()
                label=text!(variants.accept) describes=text!(variants.accept_named, variant = name.clone()) kind="primary" /> })}
            {retryable(&variant).then(|| view! { <Retry id=variant.step.to_string() name=text!(run.retry_step, step = name.clone()) /> })}
            <Act action="/api/ui/dismiss-variant" post=post.id.to_string() variant=variant.step.to_string()
                label=text!(variants.dismiss) describes=text!(variants.dismiss_named, variant = name.clone()) kind="quiet" />
            <a class="small" href=record data-opens="sheet" aria-label=format!("{}: {name}", text!(run.told))>{text!(run.told)}</a>
        </div>
    }
    .into_any()
}

const fn retryable(variant: &VariantView) -> bool {
    matches!(variant.state, StepState::Failed | StepState::Cancelled)
}

/// A button that does something with one variant.
#[component]
fn Act(
    action: &'static str,
    post: String,
    #[prop(optional)] seen: String,
    variant: String,
    label: &'static str,
    describes: String,
    kind: &'static str,
) -> AnyView {
    let state = FormState::one_of(action, "variant", &variant);
    view! {
        <Form state class="inline">
            <input type="hidden" name="id" value=post />
            <input type="hidden" name="variant" value=variant />
            {(!seen.is_empty()).then(|| view! { <input type="hidden" name="seen" value=seen /> })}
            <Submit label kind size="small" describes />
        </Form>
    }
    .into_any()
}

/// What the post would say, what that changes, and what is known of it.
#[component]
fn Offer(post: PostView, variant: VariantView, offer: VariantOffer) -> AnyView {
    let VariantOffer {
        content,
        changes,
        same_as,
        findings,
        score,
    } = offer;
    let same = changes.is_empty();
    let writer = writer(&variant);
    let kind = post.channel;
    let before = &post.version.content;
    let from_to = text!(
        variants.lengths,
        before = length(before),
        after = length(&content)
    );
    let cost = if variant.provider.as_deref() == Some("built-in") {
        text!(run.free).to_owned()
    } else {
        labels::cost(variant.cost)
    };
    let changes: Vec<_> = changes
        .into_iter()
        .map(|change| view! { <Changed change kind /> })
        .collect();
    view! {
        {same.then(|| view! { <Notice tone=Tone::Plain><p>{labels::nothing_to_change(&variant.aim)}</p></Notice> })}
        {same_as.filter(|_| !same).map(|number| view! { <Notice tone=Tone::Warn><p>{text!(variants.same_as, number = number)}</p></Notice> })}
        {changes}
        {(!same).then(|| view! { <Details summary=text!(variants.whole)>{whole(kind, &content)}</Details> })}
        <dl class="facts small">
            {(!same).then(|| view! {
                <dt>{text!(variants.length)}</dt><dd>{from_to}</dd>
                <dt>{text!(post.findings)}</dt><dd><Findings findings /></dd>
                {score.map(|score| view! { <dt>{text!(voice.title)}</dt><dd><Voice score /></dd> })}
            })}
            <dt>{text!(run.written_by)}</dt><dd>{writer}</dd>
            <dt>{text!(run.tokens)}</dt><dd>{labels::tokens(variant.tokens)}</dd>
            <dt>{text!(run.cost)}</dt><dd>{cost}</dd>
        </dl>
    }
    .into_any()
}

fn writer(variant: &VariantView) -> String {
    if variant.provider.as_deref() == Some("built-in") {
        return text!(post.built_in).to_owned();
    }
    variant.model.clone().unwrap_or_default()
}

fn length(content: &PostContent) -> String {
    labels::grouped(content.body.chars().count() as u64)
}

#[component]
fn Changed(change: FieldComparison, kind: ChannelKind) -> AnyView {
    let spans: Vec<_> = change
        .spans
        .into_iter()
        .map(|span| changed(span.change, span.text))
        .collect();
    view! { <div><h3>{field_name(kind, change.field)}</h3><p class="diff" dir="auto">{spans}</p></div> }
        .into_any()
}

pub(super) fn field_name(kind: ChannelKind, field: ContentField) -> &'static str {
    kind.spec()
        .field(field)
        .map_or(field.slug(), |spec| spec.label)
}

fn whole(kind: ChannelKind, content: &PostContent) -> Vec<AnyView> {
    ContentField::WORDING
        .iter()
        .map(|field| (field_name(kind, *field), content.get(*field)))
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| {
            view! { <div><h3>{name}</h3><p class="pre" dir="auto">{text}</p></div> }.into_any()
        })
        .collect()
}

#[component]
fn Findings(findings: Vec<Finding>) -> AnyView {
    if findings.is_empty() {
        return text!(post.no_findings).into_any();
    }
    let rows: Vec<_> = findings
        .into_iter()
        .map(|finding| {
            let (label, tone) = labels::severity(finding.severity);
            view! { <li><Badge label tone /> " " <span dir="auto">{finding.message}</span></li> }
        })
        .collect();
    view! { <ul role="list">{rows}</ul> }.into_any()
}

#[component]
fn Voice(score: Score) -> AnyView {
    let (label, tone) = fit(score.fits);
    let points = score
        .whole
        .map(|points| text!(voice.points, points = points.to_string()));
    let broken = score.breaches.len();
    view! {
        <Badge label tone pictured=true /> " " {points}
        {(broken > 0).then(|| view! { " · " {text!(variants.breaches, count = broken)} })}
    }
    .into_any()
}
