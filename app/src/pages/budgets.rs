//! Budgets: what may be spent, and what is left.

use domain::{
    spending::{BudgetScope, Period},
    views::{BudgetView, CampaignTitle},
};
use leptos::prelude::*;

use crate::{
    api::spending::{Budgets, budgets},
    components::{
        EmptyState, Form, FormState, Icon, Loaded, PageHead, SelectField, Submit, TextField,
        fetched, labels,
    },
    text::text,
};

/// `/settings/budgets`: see, set and take away budgets.
#[component]
pub fn BudgetsPage() -> AnyView {
    let found = fetched(|| (), |()| budgets());
    view! {
        <PageHead title=text!(budgets.title) about=text!(budgets.about) />
        <Loaded from=found view={move |found: Budgets| {
            view! { <List budgets=found.budgets /> <Set campaigns=found.campaigns /> }.into_any()
        }} />
    }
    .into_any()
}

#[component]
fn List(budgets: Vec<BudgetView>) -> AnyView {
    if budgets.is_empty() {
        return view! { <EmptyState icon=Icon::Wallet title=text!(budgets.empty_title) body=text!(budgets.empty) /> }.into_any();
    }
    let cards: Vec<_> = budgets
        .into_iter()
        .map(|budget| view! { <Card budget /> })
        .collect();
    view! { <ul class="card-grid" role="list">{cards}</ul> }.into_any()
}

#[component]
fn Card(budget: BudgetView) -> AnyView {
    let form = FormState::new("/api/ui/delete-budget");
    let scope = labels::budget_scope(budget.scope);
    let name = if budget.name.is_empty() {
        scope.to_owned()
    } else {
        format!("{scope}: {}", budget.name)
    };
    let used = budget.spent.0 + budget.reserved.0;
    let describes = text!(budgets.delete_named, name = name.clone());
    view! {
        <li class="card">
            <h2 dir="auto">{name}</h2>
            <p class="muted">{labels::period(budget.period)}</p>
            <p><strong>{text!(budgets.left, left = budget.left.to_string(), amount = budget.amount.to_string())}</strong></p>
            <progress class="progress" max=budget.amount.0.max(1) value=used.min(budget.amount.0) aria-label=text!(budgets.used)></progress>
            <p class="muted">{text!(budgets.spent, spent = budget.spent.to_string(), reserved = budget.reserved.to_string())}</p>
            <Form state=form class="inline">
                <input type="hidden" name="id" value=budget.id.to_string() />
                <Submit label=text!(budgets.delete) kind="danger" size="small" describes />
            </Form>
        </li>
    }
    .into_any()
}

#[component]
fn Set(campaigns: Vec<CampaignTitle>) -> AnyView {
    let form = FormState::new("/api/ui/set-budget");
    let scopes = BudgetScope::ALL
        .iter()
        .map(|scope| {
            (
                scope.slug().to_owned(),
                labels::budget_scope(*scope).to_owned(),
            )
        })
        .collect();
    let periods = Period::ALL
        .iter()
        .map(|period| (period.slug().to_owned(), labels::period(*period).to_owned()))
        .collect();
    let mut subjects = vec![(String::new(), text!(budgets.no_campaign).to_owned())];
    subjects.extend(
        campaigns
            .into_iter()
            .map(|campaign| (campaign.id.to_string(), campaign.title)),
    );
    let typed = move |name: &str| form.typed(name).unwrap_or_default();
    view! {
        <section class="card">
            <h2>{text!(budgets.set_title)}</h2>
            <Form state=form done=text!(budgets.set_done)>
                <SelectField name="scope" label=text!(budgets.scope) options=scopes value=typed("scope") />
                <SelectField name="subject" label=text!(budgets.campaign) options=subjects value=typed("subject") error=form.error("subject") />
                <SelectField name="period" label=text!(budgets.period) options=periods value=typed("period") />
                <TextField name="amount" label=text!(budgets.amount) hint=text!(budgets.amount_hint) value=typed("amount") error=form.error("amount") />
                <div class="actions"><Submit label=text!(budgets.set) kind="primary" icon=Icon::Tick /></div>
            </Form>
        </section>
    }
    .into_any()
}
