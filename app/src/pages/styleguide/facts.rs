//! How facts are shown, and what the page says.

use domain::{
    problem::{Code, Problem},
    time::Timestamp,
};
use leptos::prelude::*;

use super::sample;
use crate::components::{
    Avatar, Badge, Chart, ChartKind, Details, EmptyState, ErrorState, Icon, LinkButton, Notice,
    Pager, Series, Stepper, Tabs, Tone, When,
};

const TONES: [(Tone, &str); 5] = [
    (Tone::Plain, "In review"),
    (Tone::Accent, "Running"),
    (Tone::Good, "Approved"),
    (Tone::Warn, "Changes requested"),
    (Tone::Bad, "Needs attention"),
];

pub fn samples() -> Vec<AnyView> {
    let mut samples = shown();
    samples.extend(said());
    samples.extend(charts());
    samples
}

fn shown() -> Vec<AnyView> {
    vec![
        sample(
            "Table",
            "class=\"table\": sorted by links with aria-sort on the head, rows chosen by a checkbox in the first cell, columns pulled wider with data-resizable. On a phone each row is a card.",
            table(),
        ),
        sample("Pagination", "<Pager>: by keys, so that new rows never shift what was read.", view! { <Pager path="/styleguide" later=true next=Some("x".into()) /> }.into_any()),
        sample(
            "Badge",
            "<Badge>: a word that names a state; the colour never says it alone.",
            view! { <div class="badges">{TONES.map(|(tone, label)| view! { <Badge label=label tone pictured=true /> }).into_iter().collect::<Vec<_>>()}</div> }
                .into_any(),
        ),
        sample(
            "Avatar",
            "<Avatar>: initials beside a name, or in a control that has one.",
            view! { <p class="actions"><Avatar name="Ada Lovelace" /> "Ada Lovelace" <Avatar name="Øystein Ås" size="large" /> "Øystein Ås"</p> }
                .into_any(),
        ),
        sample(
            "Breadcrumb",
            "<PageHead back=…>: the way down to a page.",
            view! { <nav class="crumbs" aria-label="Sample way"><ol><li><a href="/">"Campaigns"</a></li><li><a href="#facts">"Oven-warm by seven"</a></li></ol></nav> }
                .into_any(),
        ),
        sample(
            "Tabs",
            "<Tabs>: views with addresses; links, so they work without a script.",
            view! { <Tabs label="Sample tabs" tabs=vec![("#board".into(), "Board".into()), ("#list".into(), "List".into())] current="#list" /> }
                .into_any(),
        ),
        sample(
            "Stepper",
            "<Stepper>: how far something is that has an end.",
            view! { <Stepper label="Sample steps" steps=vec!["Brief".into(), "Concept".into(), "Posts".into()] done=1 /> }.into_any(),
        ),
        sample(
            "Timeline",
            "ol.timeline: what happened, newest first; data-tone colours the mark.",
            view! {
                <ol class="timeline">
                    <li data-tone="good"><strong>"Approved by Ada"</strong><p class="small muted"><When at=Timestamp(1_795_471_200_000_000) /></p></li>
                    <li data-tone="warn"><strong>"Changes requested"</strong><p class="small muted">"Name the street first."</p></li>
                    <li><strong>"Drafted"</strong></li>
                </ol>
            }
            .into_any(),
        ),
        sample(
            "Changes",
            "p.diff with del and ins: told by line and sign as well as by colour.",
            view! { <p class="diff">"The shop in Mill Street opens at " <del>"7:00"</del> <ins>"6:30"</ins> "."</p> }.into_any(),
        ),
        sample(
            "Card and disclosure",
            "class=\"card\"; <Details> opens to more.",
            view! { <div class="card"><h4>"Real bread"</h4><Details summary="Why it works"><p>"One message, told from many sides."</p></Details></div> }.into_any(),
        ),
    ]
}

fn table() -> AnyView {
    let rows = [
        ("Oven-warm by seven", "Done", "8"),
        ("Month-end without overtime", "Running", "3"),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, state, count)| {
            view! {
                <tr>
                    <td><input type="checkbox" aria-label=format!("Choose {name}") /></td>
                    <th scope="row">{name}</th>
                    <td>{state}</td>
                    <td class="numbers" data-label="Posts">{count}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="table" data-resizable="">
            <caption class="visually-hidden">"Sample table"</caption>
            <thead>
                <tr>
                    <th scope="col"><span class="visually-hidden">"Chosen"</span></th>
                    <th scope="col" aria-sort="ascending"><a href="?sort=-name">"Name"</a></th>
                    <th scope="col"><a href="?sort=state">"State"</a></th>
                    <th scope="col">"Posts"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn said() -> Vec<AnyView> {
    let notices = TONES
        .map(|(tone, label)| view! { <Notice tone><p>{label}": what it means, and what to do."</p></Notice> })
        .into_iter()
        .collect::<Vec<_>>();
    vec![
        sample("Notice", "<Notice>: a sentence that matters.", view! { <div class="stack" data-gap="small">{notices}</div> }.into_any()),
        sample(
            "Progress",
            "<progress> with a label.",
            view! { <label class="field">"Run" <progress max="19" value="12"></progress></label> }.into_any(),
        ),
        sample(
            "Skeleton",
            "class=\"skeleton\": grey in the place of what is coming.",
            view! { <div class="skeleton stack" aria-hidden="true"><span></span><span></span></div> }.into_any(),
        ),
        sample(
            "Empty state",
            "<EmptyState>: what will be here, and how to begin.",
            view! {
                <EmptyState icon=Icon::Campaigns title="No campaigns yet" body="A campaign starts with a brief.">
                    <LinkButton href="/briefs/new" label="Write a brief" icon=Icon::Add />
                </EmptyState>
            }
            .into_any(),
        ),
        sample(
            "Error state",
            "<ErrorState>: what happened and what to do next; takes the focus when it appears, so this one stands apart.",
            view! { <Details summary="Show an error"><ErrorState problem=Problem::new(Code::StorageUnavailable, "The database does not answer. Try again in a minute.") /></Details> }
                .into_any(),
        ),
    ]
}

fn charts() -> Vec<AnyView> {
    let labels = || {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
            .map(str::to_owned)
            .to_vec()
    };
    let row = |name: &str, values: [f64; 7]| Series {
        name: name.into(),
        values: values.map(Some).to_vec(),
    };
    let mut gap = row("X", [4.0, 6.0, 5.0, 9.0, 7.0, 3.0, 2.0]);
    if let Some(unknown) = gap.values.get_mut(4) {
        *unknown = None;
    }
    let pair = vec![gap, row("LinkedIn", [2.0, 3.0, 6.0, 8.0, 9.0, 1.0, 0.0])];
    let chart = |title: &'static str, kind, series: Vec<Series>| {
        view! { <Chart title kind labels=labels() series /> }.into_any()
    };
    let usage =
        "<Chart>: drawn by the server, with its table. What is unknown is a gap, never a zero.";
    vec![
        sample(
            "Line chart",
            usage,
            chart("Posts approved, by day", ChartKind::Line, pair.clone()),
        ),
        sample(
            "Area chart",
            usage,
            chart(
                "Posts written, by day",
                ChartKind::Area,
                pair.iter().skip(1).cloned().collect(),
            ),
        ),
        sample(
            "Bar chart",
            usage,
            chart("Posts by channel and day", ChartKind::Bar, pair.clone()),
        ),
        sample(
            "Heat map",
            usage,
            chart("When posts go out", ChartKind::Heat, pair),
        ),
    ]
}
