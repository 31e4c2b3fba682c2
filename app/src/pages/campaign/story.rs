//! The run as a story: each agent a chapter with a state, what it found in plain words, and a way
//! in to what it was told and answered.

use domain::{
    ids::CampaignId,
    run::{RunState, StepKind, StepState},
    usage,
    views::{PostSummary, RunView, StepView},
};
use leptos::prelude::*;

use super::{found::found, steps::Trouble, words::Words};
use crate::{
    components::{Badge, Details, Glyph, Icon, Tone, labels},
    text::text,
};

/// An agent of the team.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Agent {
    /// Reads brief and page.
    Analyst,
    /// Finds concepts.
    Strategist,
    /// Makes the plan.
    Planner,
    /// Writes posts.
    Writer,
    /// Holds posts against rules.
    Checker,
    /// Read what was written for the organization; there while it has some.
    Reader,
    /// Mends what was found.
    Editor,
    /// Describes pictures and has them made; there while somebody asked for one.
    ArtDirector,
}

impl Agent {
    const ALL: [Self; 8] = [
        Self::Analyst,
        Self::Strategist,
        Self::Planner,
        Self::Writer,
        Self::Checker,
        Self::Editor,
        Self::Reader,
        Self::ArtDirector,
    ];

    /// Whose step it is.
    const fn of(kind: StepKind) -> Self {
        match kind {
            StepKind::ReadPage | StepKind::Analyse => Self::Analyst,
            StepKind::Strategise => Self::Strategist,
            StepKind::Plan => Self::Planner,
            StepKind::Draft | StepKind::Regenerate | StepKind::Vary => Self::Writer,
            StepKind::Check => Self::Checker,
            StepKind::Read => Self::Reader,
            StepKind::Revise => Self::Editor,
            StepKind::BriefImage | StepKind::Image | StepKind::BriefVideo | StepKind::Video => {
                Self::ArtDirector
            }
        }
    }

    /// Its name, and what it is there for.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Analyst => (text!(run.agent.analyst), text!(run.about.analyst)),
            Self::Strategist => (text!(run.agent.strategist), text!(run.about.strategist)),
            Self::Planner => (text!(run.agent.planner), text!(run.about.planner)),
            Self::Writer => (text!(run.agent.writer), text!(run.about.writer)),
            Self::Checker => (text!(run.agent.checker), text!(run.about.checker)),
            Self::Reader => (text!(run.agent.reader), text!(run.about.reader)),
            Self::Editor => (text!(run.agent.editor), text!(run.about.editor)),
            Self::ArtDirector => (text!(run.agent.art_director), text!(run.about.art_director)),
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Analyst => Icon::Find,
            Self::Strategist => Icon::Sun,
            Self::Planner => Icon::Campaigns,
            Self::Writer => Icon::Pen,
            Self::Checker => Icon::Tick,
            Self::Editor => Icon::Sliders,
            Self::Reader => Icon::Eye,
            Self::ArtDirector => Icon::Palette,
        }
    }
}

/// The chapters in the order of a run.
#[component]
pub fn Story(
    /// The campaign.
    campaign: CampaignId,
    /// Its run.
    run: RunView,
    /// Its posts.
    posts: Vec<PostSummary>,
) -> AnyView {
    let asked = |agent| {
        run.steps
            .iter()
            .any(|step| Agent::of(step.key.kind) == agent)
    };
    let chapters: Vec<_> = Agent::ALL
        .into_iter()
        .filter(|agent| !matches!(agent, Agent::ArtDirector | Agent::Reader) || asked(*agent))
        .map(|agent| chapter(campaign, agent, &run, &posts))
        .collect();
    view! {
        <section class="card">
            <h2>{text!(run.story)}</h2>
            <ol role="list" class="chapters">{chapters}</ol>
        </section>
    }
    .into_any()
}

fn chapter(campaign: CampaignId, agent: Agent, run: &RunView, posts: &[PostSummary]) -> AnyView {
    let steps: Vec<StepView> = run
        .steps
        .iter()
        .filter(|step| Agent::of(step.key.kind) == agent && is_current(run, step))
        .filter(|step| !is_dismissed(step))
        .cloned()
        .collect();
    let (name, about) = agent.words();
    let (state, tone) = match state_of(&steps) {
        Some(state) => labels::step_state(state),
        None => without_steps(run.state),
    };
    let busy = (tone == Tone::Accent).then_some("true");
    let words = open_step(&steps).map(|step| view! { <Words step=step.id /> });
    let trouble: Vec<_> = steps
        .iter()
        .filter(|step| matches!(step.state, StepState::Failed | StepState::Cancelled))
        .map(|step| view! { <div class="trouble"><StepLink campaign step=step.clone() /><Trouble step=step.clone() /></div> })
        .collect();
    view! {
        <li class="chapter" data-tone=tone.name() aria-busy=busy>
            <span class="chapter-mark"><Glyph icon=agent.icon() /></span>
            <div class="chapter-head">
                <h3>{name}</h3>
                <Badge label=state tone pictured=true />
                <span class="muted small numbers">{effort(&steps)}</span>
            </div>
            <div class="chapter-body">
                {found(campaign, agent, run, &steps, posts).unwrap_or_else(|| view! { <p class="muted">{about}</p> }.into_any())}
                {words}
                {trouble}
                <WaysIn campaign steps />
            </div>
        </li>
    }
    .into_any()
}

/// The state of a chapter that has no steps: it waits for those before it, or nobody needs it.
fn without_steps(run: RunState) -> (&'static str, Tone) {
    match run {
        RunState::Running | RunState::Failed => labels::step_state(StepState::Queued),
        RunState::Cancelled => labels::step_state(StepState::Cancelled),
        RunState::Done => (text!(run.not_needed), Tone::Plain),
    }
}

/// Whether a step belongs to the concept that the campaign follows now.
pub fn is_current(run: &RunView, step: &StepView) -> bool {
    step.key.take == 0 || step.key.take == run.take
}

/// Whether nobody waits for a step any longer: a variant or a reading that was given up.
fn is_dismissed(step: &StepView) -> bool {
    matches!(step.key.kind, StepKind::Vary | StepKind::Read) && step.state == StepState::Cancelled
}

/// The state of a chapter from those of its steps; `None` while it has none.
fn state_of(steps: &[StepView]) -> Option<StepState> {
    let any = |state| steps.iter().any(|step| step.state == state);
    let all = |state| steps.iter().all(|step| step.state == state);
    let between = any(StepState::Queued) && any(StepState::Done);
    match () {
        () if steps.is_empty() => None,
        () if any(StepState::Failed) => Some(StepState::Failed),
        () if any(StepState::Running) || between => Some(StepState::Running),
        () if any(StepState::Queued) => Some(StepState::Queued),
        () if all(StepState::Cancelled) => Some(StepState::Cancelled),
        () => Some(StepState::Done),
    }
}

/// The thinking step whose words are to be shown in the chapter; those of posts show on their cards.
fn open_step(steps: &[StepView]) -> Option<&StepView> {
    steps
        .iter()
        .find(|step| step.key.slot == 0 && step.key.kind.asks_a_model() && !step.state.has_ended())
}

/// How long the chapter took and what it cost.
fn effort(steps: &[StepView]) -> Option<String> {
    let begun = steps.iter().filter_map(|step| step.started_at).min()?;
    let ended = steps.iter().filter_map(|step| step.ended_at).max()?;
    let millis = ended.since(begun).max(0) / 1_000;
    let time = match u32::try_from(millis / 1_000) {
        Ok(seconds) if seconds > 0 => labels::seconds(seconds),
        _ => text!(time.millis, count = millis),
    };
    let asked = || steps.iter().filter(|step| step.provider.is_some());
    let cost = match asked().next() {
        None => return Some(time),
        Some(_) if asked().all(is_built_in) => text!(run.free).to_owned(),
        Some(_) => labels::cost(usage::total(asked().map(|step| step.cost))),
    };
    Some(format!("{time} · {cost}"))
}

/// Whether the built-in writer answered.
pub fn is_built_in(step: &StepView) -> bool {
    step.provider.as_deref() == Some("built-in")
}

/// Links to the steps of a chapter, in a list that opens when they are many.
#[component]
fn WaysIn(campaign: CampaignId, steps: Vec<StepView>) -> AnyView {
    let many = steps.len() > 2;
    let links: Vec<_> = steps
        .into_iter()
        .filter(|step| !matches!(step.state, StepState::Failed | StepState::Cancelled))
        .map(|step| view! { <li><StepLink campaign step whole=!many /></li> })
        .collect();
    if links.is_empty() {
        return ().into_any();
    }
    let list = view! { <ul role="list" class="ways-in small">{links}</ul> };
    if many {
        view! { <Details summary=text!(run.open_steps)>{list}</Details> }.into_any()
    } else {
        list.into_any()
    }
}

/// A link to what a step was told and answered, shown over the page where there is a script.
#[component]
pub fn StepLink(
    /// The campaign.
    campaign: CampaignId,
    /// The step.
    step: StepView,
    /// Whether it says in so many words what opens, which in a long list would be tiring.
    #[prop(optional)]
    whole: bool,
) -> AnyView {
    let href = format!("/campaigns/{campaign}/steps/{}", step.id);
    let label = labels::step_label(step.key);
    let name = text!(run.open_step, step = label.clone());
    let shown = if whole { name.clone() } else { label };
    view! { <a href=href data-opens="sheet" aria-label=name>{shown}</a> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::{run::StepKey, usage::Tokens};

    use super::*;

    fn steps(states: &[StepState]) -> Vec<StepView> {
        let step = |state: &StepState| StepView {
            id: "01990000-0000-7000-8000-000000000000".parse().unwrap(),
            key: StepKey::plan(1),
            state: *state,
            attempts: 1,
            provider: None,
            model: None,
            prompt_version: None,
            input_hash: None,
            tokens: Tokens::default(),
            cost: None,
            started_at: None,
            ended_at: None,
            error: None,
            output: None,
        };
        states.iter().map(step).collect()
    }

    #[test]
    fn a_chapter_goes_on_until_its_last_step_has_ended() {
        use StepState::{Cancelled, Done, Failed, Queued, Running};
        let state = |states: &[StepState]| state_of(&steps(states));
        assert_eq!(state(&[]), None);
        assert_eq!(state(&[Done, Queued]), Some(Running));
        assert_eq!(state(&[Queued, Queued]), Some(Queued));
        assert_eq!(state(&[Done, Running, Failed]), Some(Failed));
        assert_eq!(state(&[Done, Cancelled]), Some(Done));
        assert_eq!(state(&[Done, Done]), Some(Done));
    }
}
