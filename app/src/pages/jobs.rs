//! Work that failed for good and waits for a person.

use domain::views::FailedJob;
use leptos::prelude::*;

use crate::{
    api::settings::failed_jobs,
    components::{EmptyState, Form, FormState, Icon, Loaded, PageHead, Submit, When, fetched},
    text::text,
};

/// `/settings/jobs`: failed work, and trying it again.
#[component]
pub fn JobsPage() -> AnyView {
    let jobs = fetched(|| (), |()| failed_jobs());
    view! {
        <PageHead title=text!(jobs.title) about=text!(jobs.about) />
        <Loaded from=jobs view={move |found| {
            view! { <List jobs=found /> }.into_any()
        }} />
    }
    .into_any()
}

#[component]
fn List(jobs: Vec<FailedJob>) -> AnyView {
    if jobs.is_empty() {
        return view! { <EmptyState icon=Icon::Tick title=text!(jobs.empty_title) body=text!(jobs.empty) /> }.into_any();
    }
    let rows: Vec<_> = jobs.into_iter().map(|job| view! { <Row job /> }).collect();
    view! {
        <table class="table">
            <caption class="visually-hidden">{text!(jobs.title)}</caption>
            <thead>
                <tr>
                    <th scope="col">{text!(jobs.what)}</th>
                    <th scope="col">{text!(jobs.error)}</th>
                    <th scope="col">{text!(jobs.attempts)}</th>
                    <th scope="col">{text!(jobs.failed)}</th>
                    <th scope="col"><span class="visually-hidden">{text!(jobs.retry)}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(job: FailedJob) -> AnyView {
    let form = FormState::new("/api/ui/retry-job");
    let name = text!(jobs.retry_named, what = job.kind.clone());
    view! {
        <tr>
            <th scope="row">
                {match job.campaign {
                    Some(campaign) => view! { <a href=format!("/campaigns/{campaign}")>{job.kind}</a> }.into_any(),
                    None => job.kind.into_any(),
                }}
            </th>
            <td>{job.error}</td>
            <td class="numbers" data-label=text!(jobs.attempts)>{job.attempts}</td>
            <td class="muted"><When at=job.failed_at /></td>
            <td>
                <Form state=form class="inline">
                    <input type="hidden" name="id" value=job.id.to_string() />
                    <Submit label=text!(jobs.retry) size="small" icon=Icon::Again describes=name />
                </Form>
            </td>
        </tr>
    }
    .into_any()
}
