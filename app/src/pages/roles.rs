//! What each campaign agent is told, and wording it otherwise.

use domain::{
    diff::Change,
    spending::TaskKind,
    time::Timestamp,
    views::{CampaignTitle, RoleSummary, RoleView, WordingComparison, WordingView, WrittenSpan},
    wording::{Wording, WordingChoice, material},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::readers::Readers;
use crate::{
    api::roles::{self, role, roles},
    components::{
        Badge, Details, Form, FormState, Icon, LinkButton, Loaded, Notice, PageHead, Submit,
        TextField, Tone, When, changed, fetched, labels,
    },
    text::text,
};

/// `/settings/roles`: every role.
#[component]
pub fn RolesPage() -> AnyView {
    let found = fetched(|| (), |()| roles());
    view! {
        <PageHead title=text!(roles.title) about=text!(roles.about) />
        <Loaded from=found view={|roles: Vec<RoleSummary>| view! { <List roles /> }.into_any()} />
        <Readers />
    }
    .into_any()
}

#[component]
fn List(roles: Vec<RoleSummary>) -> AnyView {
    let rows: Vec<_> = roles
        .into_iter()
        .map(|role| {
            let draft = role
                .draft
                .then(|| view! { <Badge label=text!(voice.is_draft) tone=Tone::Accent /> });
            view! {
                <tr>
                    <th scope="row">
                        <a href=format!("/settings/roles/{}", role.task.slug())>{labels::task(role.task)}</a>
                    </th>
                    <td data-label=text!(roles.in_use)>{version_name(role.number)}</td>
                    <td>{draft}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="table">
            <caption class="visually-hidden">{text!(roles.title)}</caption>
            <thead>
                <tr>
                    <th scope="col">{text!(roles.role)}</th>
                    <th scope="col">{text!(roles.in_use)}</th>
                    <th scope="col"><span class="visually-hidden">{text!(voice.is_draft)}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn version_name(number: u32) -> String {
    match number {
        0 => text!(roles.shipped).to_owned(),
        number => text!(voice.version_title, number = number.to_string()),
    }
}

/// `/settings/roles/:task`: one role.
#[component]
pub fn RolePage() -> AnyView {
    let params = use_params_map();
    let found = fetched(move || params.read().get("task").unwrap_or_default(), role);
    view! { <Loaded whole=true from=found view={|page: roles::RolePage| view! { <Whole page /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Whole(page: roles::RolePage) -> AnyView {
    let roles::RolePage { role, campaigns } = page;
    let back = ("/settings/roles".to_owned(), text!(roles.title).to_owned());
    let about = format!("{}: {}", text!(roles.in_use), version_name(role.number));
    let outdated = role.outdated.then(|| {
        let changes = WordingComparison::of(&role.in_use, &role.shipped);
        view! {
            <Notice tone=Tone::Accent>
                <p>{text!(roles.outdated)}</p>
                <Details summary=text!(roles.compare_shipped)><Changes changes /></Details>
            </Notice>
        }
    });
    let draft = role.draft().cloned();
    view! {
        <PageHead title=labels::task(role.task) about back />
        <div class="stack">
            {outdated}
            {draft.map(|draft| view! { <Draft role=role.clone() draft campaigns /> })}
            <Editor role=role.clone() />
            <Versions role />
        </div>
    }
    .into_any()
}

/// What is different in the draft, trying it out, and publishing it.
#[component]
fn Draft(role: RoleView, draft: WordingView, campaigns: Vec<CampaignTitle>) -> AnyView {
    let publishing = FormState::new("/api/ui/publish-wording");
    let discarding = FormState::new("/api/ui/discard-wording");
    let words = draft.wording.as_ref().unwrap_or(&role.shipped);
    let changes = WordingComparison::of(&role.in_use, words);
    let choice = WordingChoice {
        task: role.task,
        number: draft.number,
    };
    let tries: Vec<_> = campaigns
        .into_iter()
        .map(|campaign| {
            let href = format!("/campaigns/{}/fork?wording={choice}", campaign.id);
            view! { <LinkButton href label=campaign.title size="small" icon=Icon::Again /> }
        })
        .collect();
    let tried = match (role.tried_from, tries.is_empty()) {
        (None, _) => view! { <p class="hint">{text!(roles.not_tried)}</p> }.into_any(),
        (_, true) => view! { <p class="hint">{text!(roles.no_campaign)}</p> }.into_any(),
        (_, false) => view! {
            <p class="hint">{text!(roles.try_hint)}</p>
            <div class="actions">{tries}</div>
        }
        .into_any(),
    };
    let note = publishing.typed("note").unwrap_or_default();
    view! {
        <section class="card" aria-labelledby="draft">
            <h2 id="draft">{text!(voice.is_draft)}</h2>
            <p class="muted small"><bdi>{draft.by}</bdi> " · " <When at=draft.at /></p>
            <Changes changes />
            <h3>{text!(roles.try_out)}</h3>
            {tried}
            <h3>{text!(voice.publish)}</h3>
            <p class="hint">{text!(roles.publish_hint)}</p>
            <Form state=publishing>
                <input type="hidden" name="task" value=role.task.slug() />
                <input type="hidden" name="seen" value=draft.at.to_string() />
                <TextField name="note" label=text!(voice.note) optional=true value=note error=publishing.error("note") />
                <div class="actions"><Submit label=text!(voice.publish) kind="primary" icon=Icon::Tick /></div>
            </Form>
            <Form state=discarding>
                <input type="hidden" name="task" value=role.task.slug() />
                <div class="actions"><Submit label=text!(voice.discard) kind="danger" size="small" /></div>
            </Form>
        </section>
    }
    .into_any()
}

/// What was taken out and put in.
#[component]
pub fn Changes(
    /// What changed.
    changes: WordingComparison,
) -> AnyView {
    let WordingComparison {
        instructions,
        request,
    } = changes;
    if instructions.is_empty() && request.is_empty() {
        return view! { <p class="muted">{text!(roles.same)}</p> }.into_any();
    }
    let part = |name: &'static str, spans: Vec<WrittenSpan>| {
        (!spans.is_empty()).then(|| {
            let words: Vec<_> = spans
                .into_iter()
                .map(|span: WrittenSpan| changed(span.change, shortened(span)))
                .collect();
            view! { <h3>{name}</h3><p class="pre diff" dir="auto">{words}</p> }
        })
    };
    view! {
        <div class="changes">
            {part(text!(roles.instructions), instructions)}
            {part(text!(roles.request), request)}
        </div>
    }
    .into_any()
}

/// Long stretches that stayed are told by how they begin and end.
fn shortened(span: WrittenSpan) -> String {
    const AROUND: usize = 120;
    let length = span.text.chars().count();
    if span.change != Change::Kept || length <= 3 * AROUND {
        return span.text;
    }
    let begins: String = span.text.chars().take(AROUND).collect();
    let ends: String = span.text.chars().skip(length - AROUND).collect();
    format!("{begins} […] {ends}")
}

#[component]
fn Editor(role: RoleView) -> AnyView {
    let form = FormState::new("/api/ui/save-wording");
    let draft = role.draft();
    let seen = draft.map_or(Timestamp(0), |draft| draft.at);
    let begun = match draft {
        Some(draft) => draft.wording.as_ref().unwrap_or(&role.shipped),
        None => &role.in_use,
    };
    let Wording {
        instructions,
        request,
    } = begun.clone();
    let typed = move |name: &str, begun: String| form.typed(name).unwrap_or(begun);
    let names = |part: &str| {
        let names: Vec<_> = material(part)
            .into_iter()
            .map(|name| format!("{{{{{name}}}}}"))
            .collect();
        if names.is_empty() {
            text!(roles.no_material).to_owned()
        } else {
            text!(roles.material, names = names.join(" "))
        }
    };
    view! {
        <section class="card" aria-labelledby="wording">
            <h2 id="wording">{text!(roles.wording)}</h2>
            <Form state=form done=text!(models.saved)>
                <input type="hidden" name="task" value=role.task.slug() />
                <input type="hidden" name="seen" value=seen.to_string() />
                <TextField name="instructions" label=text!(roles.instructions) rows=16 hint=names(&role.shipped.instructions)
                    value=typed("instructions", instructions) error=form.error("instructions") />
                <Details summary=text!(roles.rules)><p class="pre small" lang="en">{role.rules}</p></Details>
                <TextField name="request" label=text!(roles.request) rows=10 hint=names(&role.shipped.request)
                    value=typed("request", request) error=form.error("request") />
                <div class="actions"><Submit label=text!(roles.save) kind="primary" icon=Icon::Pen /></div>
            </Form>
        </section>
    }
    .into_any()
}

#[component]
fn Versions(role: RoleView) -> AnyView {
    let task = role.task;
    let published = role
        .versions
        .into_iter()
        .filter(|version| version.published);
    let rows: Vec<_> = published
        .map(|version| {
            let in_use = version.number == role.number;
            view! {
                <li>
                    <p>
                        {version_name(version.number)} " "
                        {in_use.then(|| view! { <Badge label=text!(roles.in_use) tone=Tone::Good /> " " })}
                        <span dir="auto">{version.note}</span>
                    </p>
                    <p class="muted small"><bdi>{version.by}</bdi> " · " <When at=version.at /></p>
                    {(!in_use).then(|| view! { <Restore task number=version.number /> })}
                </li>
            }
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let shipped = (role.number > 0).then(|| {
        view! { <li><p>{text!(roles.shipped)}</p><Restore task number=0 /></li> }
    });
    view! {
        <section class="card" aria-labelledby="versions">
            <h2 id="versions">{text!(voice.tab_versions)}</h2>
            <ul role="list" class="stack">{rows}{shipped}</ul>
        </section>
    }
    .into_any()
}

/// Makes a version the draft.
#[component]
fn Restore(task: TaskKind, number: u32) -> AnyView {
    let form = FormState::one_of("/api/ui/restore-wording", "number", &number.to_string());
    let describes = text!(roles.restore_named, version = version_name(number));
    view! {
        <Form state=form class="inline">
            <input type="hidden" name="task" value=task.slug() />
            <input type="hidden" name="number" value=number.to_string() />
            <Submit label=text!(roles.restore) size="small" describes />
        </Form>
    }
    .into_any()
}
