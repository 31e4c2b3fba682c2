//! What the organization's readers say of a post.

use domain::{
    channel::ChannelKind,
    ids::{CampaignId, PostId, StepId},
    run::StepState,
    views::{ReaderSummary, ReadingView, Remark},
};
use leptos::prelude::*;

use super::variants::field_name;
use crate::{
    api::readers::{self, readings},
    components::{
        Badge, Form, FormState, Icon, Live, Loaded, Reloading, SelectField, Submit, fetched, labels,
    },
    links,
    text::text,
};

/// What each reader last found, and having the post read anew.
#[component]
pub fn Readings(
    /// The post.
    post: PostId,
    /// Its campaign.
    campaign: CampaignId,
    /// Its channel.
    channel: ChannelKind,
) -> AnyView {
    let found = fetched(move || post, readings);
    view! {
        <Loaded from=found view={move |found: readers::Readings| view! { <Found found campaign channel /> }.into_any()} />
    }
    .into_any()
}

#[component]
fn Found(found: readers::Readings, campaign: CampaignId, channel: ChannelKind) -> AnyView {
    let readers::Readings {
        post,
        found: readings,
        readers,
    } = found;
    let open = readings.iter().any(|reading| !reading.state.has_ended());
    let rows: Vec<_> = readings
        .into_iter()
        .map(|reading| view! { <Reading post reading channel /> })
        .collect();
    let asking = if open {
        view! {
            <p class="muted small">
                {text!(readers.reading)} " " <Live events=links::campaign_events(campaign, 0) /> <Reloading />
            </p>
        }
        .into_any()
    } else if readers.is_empty() {
        view! { <p><a href="/settings/roles#readers">{text!(readers.add)}</a></p> }.into_any()
    } else {
        view! { <Asking post readers /> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="readings">
            <h2 id="readings">{text!(readers.title)}</h2>
            <p class="muted small">{text!(readers.about_post)}</p>
            {(!rows.is_empty()).then(|| view! { <ul role="list" class="stack" data-gap="small">{rows}</ul> })}
            {asking}
        </section>
    }
    .into_any()
}

#[component]
fn Reading(post: PostId, reading: ReadingView, channel: ChannelKind) -> AnyView {
    let usable = |remark: &Remark| remark.instead.is_some() && remark.stands;
    let step = reading.step;
    let several = reading
        .remarks
        .iter()
        .filter(|remark| usable(remark))
        .count()
        > 1;
    let about = if reading.current {
        None
    } else {
        Some(text!(readers.earlier, number = reading.version.to_string()))
    };
    let found = match reading.state {
        StepState::Done if reading.remarks.is_empty() => {
            view! { <p class="small">{text!(readers.nothing)}</p> }.into_any()
        }
        StepState::Done => {
            let remarks: Vec<_> = reading
                .remarks
                .into_iter()
                .enumerate()
                .map(|(place, remark)| {
                    let using = usable(&remark).then(|| {
                        let instead = remark.instead.clone().unwrap_or_default();
                        view! { <Using post step one=Some((place, instead)) /> }
                    });
                    view! { <Said remark channel>{using}</Said> }
                })
                .collect();
            view! {
                <ul role="list" class="stack" data-gap="small">{remarks}</ul>
                {several.then(|| view! { <Using post step one=None /> })}
            }
            .into_any()
        }
        StepState::Failed => {
            view! { <p class="small">{reading.error.unwrap_or_default()}</p> }.into_any()
        }
        state => view! { <p class="small muted">{labels::step_state(state).0}</p> }.into_any(),
    };
    let dropped = (reading.dropped > 0).then(|| {
        view! { <p class="small muted">{text!(readers.dropped, count = reading.dropped.to_string())}</p> }
    });
    let model = reading
        .model
        .map(|model| format!("{model} · {}", labels::price(reading.cost)));
    view! {
        <li>
            <h3><bdi>{reading.name}</bdi></h3>
            <p class="small muted">{model} {about.map(|about| format!(" · {about}"))}</p>
            {found}
            {dropped}
        </li>
    }
    .into_any()
}

#[component]
fn Said(remark: Remark, channel: ChannelKind, children: Children) -> AnyView {
    let (label, tone) = labels::severity(remark.severity);
    let instead = remark.instead.map(|instead| {
        view! {
            <p class="muted">{text!(readers.instead)}</p>
            <blockquote dir="auto"><ins>{instead}</ins></blockquote>
        }
    });
    let gone = (!remark.stands).then(|| view! { <p class="muted">{text!(readers.gone)}</p> });
    view! {
        <li class="small">
            <Badge label tone pictured=true /> " " <span class="muted">{field_name(channel, remark.field)}</span>
            <blockquote dir="auto">{remark.quote}</blockquote>
            <p dir="auto">{remark.message}</p>
            {instead}
            {gone}
            {children()}
        </li>
    }
    .into_any()
}

/// Writing what one remark suggests, named by its place, or what all do.
#[component]
fn Using(post: PostId, step: StepId, one: Option<(usize, String)>) -> AnyView {
    let form = FormState::new("/api/ui/use-suggestions");
    let (place, instead) = one.unzip();
    let (label, describes) = match instead {
        Some(instead) => {
            let label = text!(readers.use_one);
            (label, format!("{label}: “{instead}”"))
        }
        None => (text!(readers.use_all), text!(readers.use_all).to_owned()),
    };
    view! {
        <Form state=form>
            <input type="hidden" name="post" value=post.to_string() />
            <input type="hidden" name="step" value=step.to_string() />
            {place.map(|place| view! { <input type="hidden" name="remarks[]" value=place.to_string() /> })}
            <div class="actions"><Submit label size="small" icon=Icon::Tick describes /></div>
        </Form>
    }
    .into_any()
}

#[component]
fn Asking(post: PostId, readers: Vec<ReaderSummary>) -> AnyView {
    let form = FormState::new("/api/ui/have-post-read");
    let all = readers
        .iter()
        .any(|reader| reader.number.is_some())
        .then(|| (String::new(), text!(readers.all).to_owned()));
    let each = readers.into_iter().map(|reader| {
        let draft = if reader.draft {
            format!(" ({})", text!(voice.is_draft))
        } else {
            String::new()
        };
        (reader.id.to_string(), format!("{}{draft}", reader.name))
    });
    let options = all.into_iter().chain(each).collect();
    view! {
        <Form state=form>
            <input type="hidden" name="post" value=post.to_string() />
            <SelectField name="reader" label=text!(readers.who) options value=form.typed("reader").unwrap_or_default() />
            <div class="actions"><Submit label=text!(readers.have_read) size="small" icon=Icon::Eye /></div>
        </Form>
    }
    .into_any()
}
