//! Posts by day: a real table of weeks. A post moves to another day by the form behind its handle,
//! which needs no script; with one also by the mouse, a finger and the arrow keys
//! (`frontend/page/calendar.ts`).

use std::collections::BTreeMap;

use domain::{
    time::Day,
    views::{CalendarView, FoundPost},
};
use leptos::prelude::*;

use super::ask::Ask;
use crate::{
    api::all_posts::Layout,
    components::{ErrorState, Glyph, Icon, LinkButton, Notice, Submit, Tone, labels},
    error::refusal_of,
    text::text,
};

const MOVE: &str = "/api/ui/move-post";

/// The weeks.
#[component]
pub fn Calendar(
    /// The days and their posts.
    calendar: CalendarView,
    /// What is asked for.
    ask: Ask,
) -> AnyView {
    let (first, on, today) = (calendar.first, calendar.on, calendar.today);
    let title = heading(&calendar, ask.layout);
    let month = (ask.layout == Layout::Month).then(|| on.month_start(0));
    let back = ask.address();
    let mut posts: BTreeMap<Day, Vec<FoundPost>> = BTreeMap::new();
    for found in calendar.posts {
        posts.entry(found.post.publish_on).or_default().push(found);
    }
    let mut cell = |day: Day| {
        let outside = month.is_some_and(|month| day.month_start(0) != month);
        let posts = posts.remove(&day).unwrap_or_default();
        view! { <Cell day outside today posts back=back.clone() /> }
    };
    let rows: Vec<_> = (0..calendar.weeks)
        .map(|week| {
            let monday = first.plus(i64::from(week) * 7);
            let cells: Vec<_> = (0..7).map(|weekday| cell(monday.plus(weekday))).collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    let weekdays: Vec<_> = (0..7)
        .map(|weekday| view! { <th scope="col">{labels::weekday(first.plus(weekday))}</th> })
        .collect();
    view! {
        <section class="calendar" data-layout=ask.layout.slug()>
            <Head ask=ask.clone() on title=title.clone() />
            {refusal_of(MOVE).map(|refusal| view! { <ErrorState problem=refusal.problem /> })}
            {calendar.more.then(|| view! { <Notice tone=Tone::Warn><p>{text!(posts.calendar_more)}</p></Notice> })}
            <table class="calendar-table" data-lifted=text!(posts.lifted) data-put-back=text!(posts.put_back)>
                <caption class="visually-hidden">{title}</caption>
                <thead><tr>{weekdays}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="muted small needs-script">{text!(posts.calendar_hint)}</p>
        </section>
    }
    .into_any()
}

/// Month and year, or the days of the week.
fn heading(calendar: &CalendarView, layout: Layout) -> String {
    if layout == Layout::Month {
        labels::month(calendar.on)
    } else {
        let (first, last) = (calendar.first, calendar.first.plus(6));
        format!(
            "{} – {} {}",
            labels::day(first),
            labels::day(last),
            last.0.year()
        )
    }
}

#[component]
fn Head(ask: Ask, on: Day, title: String) -> AnyView {
    let (before, after) = if ask.layout == Layout::Month {
        (on.month_start(-1), on.month_start(1))
    } else {
        (on.plus(-7), on.plus(7))
    };
    view! {
        <div class="calendar-head">
            <h2>{title}</h2>
            <nav class="actions" aria-label=text!(posts.calendar_days)>
                <LinkButton href=ask.on(before).address() label=text!(posts.earlier) size="small" icon=Icon::Back />
                <LinkButton href=ask.on("").address() label=text!(posts.today) size="small" />
                <LinkButton href=ask.on(after).address() label=text!(posts.later) size="small" icon=Icon::Forward />
            </nav>
        </div>
    }
    .into_any()
}

#[component]
fn Cell(day: Day, outside: bool, today: Day, posts: Vec<FoundPost>, back: String) -> AnyView {
    let chips: Vec<_> = posts
        .into_iter()
        .map(|found| view! { <Chip found today back=back.clone() /> })
        .collect();
    view! {
        <td
            id=format!("day-{day}")
            data-day=day.to_string()
            data-outside=outside.then_some("")
            aria-current=(day == today).then_some("date")
        >
            <time datetime=day.to_string()>
                <span class="calendar-number" aria-hidden="true">{day.0.day()}</span>
                <span class="calendar-day">{labels::day(day)}</span>
            </time>
            <ul role="list">{chips}</ul>
        </td>
    }
    .into_any()
}

#[component]
fn Chip(found: FoundPost, today: Day, back: String) -> AnyView {
    let post = found.post;
    let (id, day) = (post.id, post.publish_on);
    let (state, tone) = labels::post_state(post.state);
    let popover = format!("move-{id}");
    let name = text!(
        posts.move_one,
        channel = post.channel.name(),
        headline = post.headline.clone(),
        day = labels::day(day)
    );
    view! {
        <li class="chip" id=format!("chip-{id}") data-tone=tone.name()>
            <button type="button" class="grip" id=format!("grip-{id}") popovertarget=popover.clone() aria-label=name>
                <Glyph icon=Icon::Grip />
            </button>
            <a href=format!("/posts/{id}") draggable="false" dir="auto">
                <span class="visually-hidden">{state} ": "</span>
                <strong>{post.channel.name()}</strong>
                " "
                <span class="chip-text">{post.headline}</span>
            </a>
            <div class="ask" popover="auto" id=popover>
                <form class="form" method="post" action=format!("{MOVE}?{id}") novalidate=true data-done=text!(posts.moved)>
                    <input type="hidden" name="id" value=id.to_string() />
                    <input type="hidden" name="back" value=back />
                    <label class="field">
                        {text!(posts.move_to)}
                        <input class="input" type="date" id=format!("day-of-{id}") name="day" value=day.to_string() min=today.to_string() />
                    </label>
                    <Submit label=text!(posts.move_act) size="small" kind="primary" />
                </form>
            </div>
        </li>
    }
    .into_any()
}
