//! `/campaigns/:id/fork`: doing a campaign again from one of its steps, otherwise.

use domain::{
    brief::Language,
    run::ForkPoint,
    views::{ModelView, OfferedWording, VoiceSummary},
    wording::WordingChoice,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    api::campaigns::{ForkDesk, fork_desk},
    components::{
        Form, FormState, Icon, Loaded, PageHead, SelectField, Submit, TextField, estimated,
        fetched, labels,
    },
    text::text,
};

/// The page.
#[component]
pub fn ForkPage() -> AnyView {
    let params = use_params_map();
    let desk = fetched(
        move || params.read().get("id").unwrap_or_default(),
        fork_desk,
    );
    view! { <Loaded whole=true from=desk view={|desk| view! { <Desk desk /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Desk(desk: ForkDesk) -> AnyView {
    let form = FormState::new("/api/ui/fork-campaign");
    let asked = use_query_map().with_untracked(|query| query.get("wording"));
    let wording = form.typed("wording").or(asked).unwrap_or_default();
    let typed = move |name: &str| form.typed(name).unwrap_or_default();
    let title = form
        .typed("title")
        .unwrap_or_else(|| text!(fork.title_of, title = desk.title.clone()));
    let at = form
        .typed("at")
        .and_then(|at| at.parse().ok())
        .or_else(|| {
            let choice: WordingChoice = wording.parse().ok()?;
            ForkPoint::asking(choice.task)
        })
        .unwrap_or(ForkPoint::Draft);
    let points: Vec<_> = desk
        .estimates
        .into_iter()
        .map(|(point, estimate)| {
            view! {
                <label class="choice">
                    <input type="radio" name="at" value=point.kind().slug() checked=point == at />
                    <span>{point_name(point)} " " <span class="small muted">{estimated(&estimate)}</span></span>
                </label>
            }
        })
        .collect();
    let voice = form.typed("voice").unwrap_or_default();
    view! {
        <PageHead title=text!(fork.title) about=text!(fork.about)
            back=(format!("/campaigns/{}", desk.id), desk.title.clone()) />
        <section class="card">
            <Form state=form>
                <input type="hidden" name="campaign" value=desk.id.to_string() />
                <TextField name="fields[title]" label=text!(fork.name) value=title error=form.error("title") />
                <fieldset class="field">
                    <legend>{text!(fork.at)}</legend>
                    <p class="hint">{text!(fork.at_hint)}</p>
                    {points}
                </fieldset>
                <SelectField name="fields[provider]" label=text!(fork.model) options=models(&desk.models) value=typed("provider") error=form.error("model") />
                <TextField name="fields[model]" label=text!(fork.other_model) hint=text!(fork.other_model_hint) optional=true value=typed("model") />
                <SelectField name="fields[voice]" label=text!(fork.voice) options=voices(desk.voice, &desk.voices) value=voice error=form.error("voice") />
                <SelectField name="fields[language]" label=text!(fork.language) options=languages() value=typed("language") error=form.error("language") />
                {(!desk.wordings.is_empty()).then(|| view! {
                    <SelectField name="fields[wording]" label=text!(fork.wording) options=wordings(desk.wordings) value=wording error=form.error("wording") />
                })}
                <div class="actions"><Submit label=text!(fork.act) kind="primary" icon=Icon::Again /></div>
            </Form>
        </section>
    }
    .into_any()
}

/// What a fork does anew first.
pub fn point_name(point: ForkPoint) -> &'static str {
    match point {
        ForkPoint::Analyse => text!(fork.analyse),
        ForkPoint::Strategise => text!(fork.strategise),
        ForkPoint::Plan => text!(fork.plan),
        ForkPoint::Draft => text!(fork.draft),
    }
}

fn languages() -> Vec<(String, String)> {
    let listed = Language::ALL.iter();
    let listed = listed.map(|(code, name)| ((*code).to_owned(), (*name).to_owned()));
    [(String::new(), text!(fork.same_language).to_owned())]
        .into_iter()
        .chain(listed)
        .collect()
}

fn models(models: &[ModelView]) -> Vec<(String, String)> {
    let named = models.iter().map(|model| {
        (
            model.provider.clone(),
            format!("{} ({})", model.model, labels::provider(&model.provider)),
        )
    });
    [(String::new(), text!(fork.routed).to_owned())]
        .into_iter()
        .chain(named)
        .collect()
}

fn wordings(offered: Vec<OfferedWording>) -> Vec<(String, String)> {
    let named = offered.into_iter().map(|offered| {
        let name = wording_name(offered.choice);
        let about = if offered.published {
            offered.note
        } else {
            format!("({})", text!(voice.is_draft))
        };
        (offered.choice.to_string(), format!("{name} {about}"))
    });
    [(String::new(), text!(fork.as_published).to_owned())]
        .into_iter()
        .chain(named)
        .collect()
}

/// Which wording a fork asks.
pub fn wording_name(choice: WordingChoice) -> String {
    let version = match choice.number {
        0 => text!(roles.shipped).to_owned(),
        number => text!(voice.version_title, number = number.to_string()),
    };
    format!("{}: {version}", labels::task(choice.task))
}

fn voices(current: Option<u32>, versions: &[VoiceSummary]) -> Vec<(String, String)> {
    let same = match current {
        Some(number) => text!(fork.same_voice, number = number),
        None => text!(fork.still_no_voice).to_owned(),
    };
    let others = versions
        .iter()
        .filter(|version| Some(version.number) != current)
        .map(|version| {
            let number = version.number.to_string();
            let label = text!(voice.version_title, number = number.clone());
            (number, format!("{label} {}", version.note))
        });
    let none = current.map(|_| ("0".to_owned(), text!(fork.no_voice).to_owned()));
    [(String::new(), same)]
        .into_iter()
        .chain(others)
        .chain(none)
        .collect()
}
