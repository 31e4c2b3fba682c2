//! What model calls cost and how they went: in sums, as a chart, and line by line.

use domain::{
    spending::{CallState, CallsQuery, TaskKind},
    usage::Cost,
    views::{ActivityView, CallSum, CallView},
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use crate::{
    api::spending::{Activity, activity},
    components::{
        Badge, Chart, ChartKind, EmptyState, Glyph, Icon, LinkButton, Live, Loaded, PageHead,
        Series, When, fetched, labels,
    },
    links::{LEDGER_EVENTS, ledger_file, with_parameters},
    text::text,
};

const PATH: &str = "/activity";

/// `/activity`: the ledger.
#[component]
pub fn ActivityPage() -> AnyView {
    let query = use_query_map().with_untracked(query);
    let asked = query.clone();
    let found = fetched(move || asked.clone(), activity);
    view! {
        <PageHead title=text!(activity.title) about=text!(activity.about) />
        <Loaded from=found view={move |found: Activity| view! { <Shown found query=query.clone() /> }.into_any()} />
    }
    .into_any()
}

fn query(map: &ParamsMap) -> CallsQuery {
    let given = |name: &str| map.get(name).unwrap_or_default();
    CallsQuery {
        from: given("from"),
        to: given("to"),
        campaign: given("campaign"),
        person: given("person"),
        model: given("model"),
        task: given("task"),
        state: given("state"),
        after: given("after"),
    }
}

#[component]
fn Shown(found: Activity, query: CallsQuery) -> AnyView {
    let Activity {
        sums,
        calls,
        models,
    } = found;
    let narrow = query != CallsQuery::default();
    if sums.total.calls == 0 && !narrow {
        return view! {
            <EmptyState icon=Icon::Chart title=text!(activity.empty_title) body=text!(activity.empty)>
                <LinkButton href="/start" label=text!(start.offer) kind="primary" icon=Icon::Forward />
            </EmptyState>
            <Live events=LEDGER_EVENTS.to_owned() />
        }
        .into_any();
    }
    let file = ledger_file(
        query
            .parameters()
            .into_iter()
            .filter(|(name, _)| *name != "after"),
    );
    view! {
        <Filters query=query.clone() models narrow />
        <Totals total=sums.total.clone() />
        <Days days=sums.days.clone() />
        <Tables sums />
        <section class="stack">
            <header class="section-head">
                <h2>{text!(activity.calls)}</h2>
                <LinkButton href=file label=text!(activity.export) icon=Icon::Download size="small" />
            </header>
            <Calls calls=calls.items />
            <Pages query next=calls.next />
        </section>
        <Live events=LEDGER_EVENTS.to_owned() />
    }
    .into_any()
}

/// What is looked at; it is sent as an address.
#[component]
fn Filters(query: CallsQuery, models: Vec<String>, narrow: bool) -> AnyView {
    let tasks = TaskKind::ALL
        .iter()
        .map(|task| (task.slug().to_owned(), labels::task(*task).to_owned()))
        .collect();
    let states = CallState::ALL
        .iter()
        .map(|state| {
            (
                state.slug().to_owned(),
                labels::call_state(*state).0.to_owned(),
            )
        })
        .collect();
    let models = models
        .into_iter()
        .map(|name| (name.clone(), name))
        .collect();
    let CallsQuery {
        from,
        to,
        campaign,
        model,
        task,
        state,
        ..
    } = query;
    view! {
        <form class="filters" role="search" method="get" action=PATH>
            {(!campaign.is_empty()).then(|| view! { <input type="hidden" name="campaign" value=campaign /> })}
            <Pick name="model" label=text!(activity.model) all=text!(activity.any_model) chosen=model options=models />
            <Pick name="task" label=text!(activity.task) all=text!(activity.any_task) chosen=task options=tasks />
            <Pick name="state" label=text!(activity.state) all=text!(activity.any_state) chosen=state options=states />
            <label class="filter-day">{text!(posts.filter.from)}<input class="input" type="date" name="from" value=from /></label>
            <label class="filter-day">{text!(posts.filter.to)}<input class="input" type="date" name="to" value=to /></label>
            <div class="actions">
                <button type="submit" class="button" data-size="small"><Glyph icon=Icon::Tick />{text!(posts.filter.apply)}</button>
                {narrow.then(|| view! { <LinkButton href=PATH label=text!(posts.filter.clear) kind="quiet" size="small" /> })}
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Pick(
    name: &'static str,
    label: &'static str,
    all: &'static str,
    chosen: String,
    options: Vec<(String, String)>,
) -> AnyView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, shown)| view! { <option value=value.clone() selected=value == chosen>{shown}</option> })
        .collect();
    view! {
        <label>
            <span class="visually-hidden">{label}</span>
            <select class="input" name=name><option value="">{all}</option>{options}</select>
        </label>
    }
    .into_any()
}

/// The figures that matter, together.
#[component]
fn Totals(total: CallSum) -> AnyView {
    let unknown = (total.unknown > 0)
        .then(|| view! { <p class="hint">{text!(activity.unknown, count = total.unknown)}</p> });
    let took = total
        .took_ms
        .map_or_else(|| text!(run.unknown).to_owned(), labels::milliseconds);
    view! {
        <dl class="figures">
            <Figure label=text!(activity.cost) value=total.cost.to_string() />
            <Figure label=text!(activity.calls) value=labels::grouped(total.calls) />
            <Figure label=text!(activity.failed) value=labels::grouped(total.failed) />
            <Figure label=text!(activity.wasted) value=total.wasted.to_string() />
            <Figure label=text!(activity.kept) value=labels::grouped(total.kept) />
            <Figure label=text!(activity.took) value=took />
            <Figure label=text!(activity.tokens) value=labels::tokens(total.tokens) />
        </dl>
        {unknown}
    }
    .into_any()
}

#[component]
fn Figure(label: &'static str, value: String) -> AnyView {
    view! { <div><dt>{label}</dt><dd class="numbers">{value}</dd></div> }.into_any()
}

/// What each day cost; a single day says nothing as a chart.
#[component]
fn Days(days: Vec<CallSum>) -> AnyView {
    if days.len() < 2 {
        return ().into_any();
    }
    let dollars = |Cost(micros): Cost| {
        #[expect(clippy::cast_precision_loss, reason = "a chart shows three digits")]
        let dollars = micros as f64 / 1_000_000.0;
        Some(dollars)
    };
    let labels = days.iter().map(|day| day.name.clone()).collect();
    let series = vec![
        Series {
            name: text!(activity.cost).to_owned(),
            values: days.iter().map(|day| dollars(day.cost)).collect(),
        },
        Series {
            name: text!(activity.wasted).to_owned(),
            values: days.iter().map(|day| dollars(day.wasted)).collect(),
        },
    ];
    view! { <Chart title=text!(activity.by_day) kind=ChartKind::Bar labels series /> }.into_any()
}

#[component]
fn Tables(sums: ActivityView) -> AnyView {
    let tasks = sums
        .tasks
        .into_iter()
        .map(|sum| {
            let name = sum.name.parse().map_or(sum.name.clone(), |task: TaskKind| {
                labels::task(task).to_owned()
            });
            CallSum { name, ..sum }
        })
        .collect();
    view! {
        <Table title=text!(activity.by_model) name=text!(activity.model) sums=sums.models />
        <Table title=text!(activity.by_task) name=text!(activity.task) sums=tasks />
        {several(&sums.people).then(|| view! { <Table title=text!(activity.by_person) name=text!(activity.person) sums=sums.people /> })}
        {several(&sums.brands).then(|| view! { <Table title=text!(activity.by_brand) name=text!(activity.brand) sums=sums.brands /> })}
    }
    .into_any()
}

/// Whether a table says more than the sum of everything.
fn several(sums: &[CallSum]) -> bool {
    sums.len() > 1
}

#[component]
fn Table(title: &'static str, name: &'static str, sums: Vec<CallSum>) -> AnyView {
    let rows: Vec<_> = sums
        .into_iter()
        .map(|sum| {
            let took = sum
                .took_ms
                .map_or_else(|| text!(run.unknown).to_owned(), labels::milliseconds);
            let named = if sum.name.is_empty() { text!(run.unknown).to_owned() } else { sum.name };
            view! {
                <tr>
                    <th scope="row" dir="auto">{named}</th>
                    <td class="numbers" data-label=text!(activity.calls)>{labels::grouped(sum.calls)}</td>
                    <td class="numbers" data-label=text!(activity.failed)>{labels::grouped(sum.failed)}</td>
                    <td class="numbers" data-label=text!(activity.tokens)>{labels::tokens(sum.tokens)}</td>
                    <td class="numbers" data-label=text!(activity.took)>{took}</td>
                    <td class="numbers" data-label=text!(activity.cost)>{sum.cost.to_string()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section class="stack">
            <h2>{title}</h2>
            <table class="table">
                <caption class="visually-hidden">{title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{name}</th>
                        <th scope="col">{text!(activity.calls)}</th>
                        <th scope="col">{text!(activity.failed)}</th>
                        <th scope="col">{text!(activity.tokens)}</th>
                        <th scope="col">{text!(activity.took)}</th>
                        <th scope="col">{text!(activity.cost)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn Calls(calls: Vec<CallView>) -> AnyView {
    if calls.is_empty() {
        return view! { <EmptyState icon=Icon::Chart title=text!(activity.none_title) body=text!(activity.none) /> }.into_any();
    }
    let rows: Vec<_> = calls
        .into_iter()
        .map(|call| view! { <Line call /> })
        .collect();
    view! {
        <table class="table">
            <caption class="visually-hidden">{text!(activity.calls)}</caption>
            <thead>
                <tr>
                    <th scope="col">{text!(activity.task)}</th>
                    <th scope="col">{text!(activity.state)}</th>
                    <th scope="col">{text!(activity.model)}</th>
                    <th scope="col">{text!(activity.for_what)}</th>
                    <th scope="col">{text!(activity.tokens)}</th>
                    <th scope="col">{text!(activity.took)}</th>
                    <th scope="col">{text!(activity.cost)}</th>
                    <th scope="col">{text!(activity.when)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Line(call: CallView) -> AnyView {
    let (state, tone) = labels::call_state(call.state);
    let task = labels::task(call.task);
    // A step opens to what it was told and what it answered.
    let task = match call.campaign.zip(call.step) {
        Some((campaign, step)) => {
            view! { <a href=format!("/campaigns/{campaign}/steps/{step}")>{task}</a> }.into_any()
        }
        None => task.into_any(),
    };
    let took = call.took_ms.map(labels::milliseconds).unwrap_or_default();
    let cost = if call.state == CallState::Open {
        String::new()
    } else {
        labels::cost(call.cost)
    };
    let campaign = call.campaign.zip(call.campaign_title);
    view! {
        <tr>
            <th scope="row">{task}</th>
            <td data-label=text!(activity.state)>
                <Badge label=state tone />
                {call.cause.map(|cause| view! { " "<span class="muted">{cause.replace('_', " ")}</span> })}
                {(call.attempt > 1).then(|| view! { " "<span class="muted">{text!(activity.attempt, count = call.attempt)}</span> })}
            </td>
            <td class="muted" data-label=text!(activity.model)>{call.model} " (" {labels::provider(&call.provider)} ")"</td>
            <td class="muted" data-label=text!(activity.for_what) dir="auto">
                {campaign.map(|(id, title)| view! { <a href=format!("/campaigns/{id}")>{title}</a> })}
                {call.person.map(|person| view! { " "<span>{person}</span> })}
            </td>
            <td class="numbers" data-label=text!(activity.tokens)>{labels::tokens(call.tokens)}</td>
            <td class="numbers" data-label=text!(activity.took)>{took}</td>
            <td class="numbers" data-label=text!(activity.cost)>{cost}</td>
            <td class="muted" data-label=text!(activity.when)><When at=call.begun_at /></td>
        </tr>
    }
    .into_any()
}

#[component]
fn Pages(query: CallsQuery, next: Option<String>) -> AnyView {
    let address = |after: &str| {
        let query = CallsQuery {
            after: after.to_owned(),
            ..query.clone()
        };
        with_parameters(PATH, query.parameters())
    };
    let later = !query.after.is_empty();
    (later || next.is_some())
        .then(|| {
            view! {
                <nav class="pager" aria-label=text!(list.pages)>
                    <span>{later.then(|| view! { <LinkButton href=address("") label=text!(list.newest) icon=Icon::Back /> })}</span>
                    {next.map(|next| view! { <LinkButton href=address(&next) label=text!(list.older) icon=Icon::Forward /> })}
                </nav>
            }
        })
        .into_any()
}
