//! Charts as pictures that the server draws, each with the table it was drawn from.

mod geometry;

use leptos::prelude::*;

use self::geometry::{BOTTOM, HEIGHT, LEFT, WIDTH, area, bar, cell, level, line, middle, ticks};
use super::Details;
use crate::text::text;

/// How a chart shows its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// How values go on from place to place.
    Line,
    /// The same, with weight.
    Area,
    /// Values side by side.
    Bar,
    /// Many values at once: a row a series, darker is more.
    Heat,
}

/// A row of values under one name, one for each label.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is called.
    pub name: String,
    /// Its values from 0 up; `None` is unknown and shown as a gap, never as zero.
    pub values: Vec<Option<f64>>,
}

/// A chart of up to four series, with its legend and its table.
#[component]
pub fn Chart(
    /// What it shows.
    #[prop(into)]
    title: String,
    /// How it shows it.
    kind: ChartKind,
    /// The places along the axis.
    labels: Vec<String>,
    /// The values.
    series: Vec<Series>,
) -> AnyView {
    let known = series.iter().flat_map(|row| row.values.iter().flatten());
    let most = known.copied().fold(0.0, f64::max);
    let marks = ticks(most);
    let top = marks.last().copied().unwrap_or(1.0);
    let drawn: Vec<_> = match kind {
        ChartKind::Heat => heat(&series, top),
        _ => series
            .iter()
            .enumerate()
            .map(|(at, row)| draw(kind, row, top, (at, series.len())))
            .collect(),
    };
    let legend: Vec<_> = (series.len() > 1 && kind != ChartKind::Heat)
        .then_some(&series)
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(at, row)| view! { <li class=class(at)>{row.name.clone()}</li> })
        .collect();
    let axis = if kind == ChartKind::Heat {
        rows(&series)
    } else {
        scale(&marks, top)
    };
    view! {
        <figure class="chart">
            <figcaption>{title.clone()}</figcaption>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=title>
                {axis} {drawn} {places(&labels)}
            </svg>
            {(!legend.is_empty()).then(|| view! { <ul class="legend">{legend}</ul> })}
            <Details summary=text!(chart.table)>{table(&labels, &series)}</Details>
        </figure>
    }
    .into_any()
}

/// The colour of the series number `at`.
fn class(at: usize) -> &'static str {
    match at % 4 {
        0 => "series-1",
        1 => "series-2",
        2 => "series-3",
        _ => "series-4",
    }
}

fn draw(kind: ChartKind, row: &Series, top: f64, place: (usize, usize)) -> AnyView {
    let values = &row.values;
    let filled =
        (kind == ChartKind::Area).then(|| view! { <path class="area" d=area(values, top)></path> });
    let bars: Vec<_> = (kind == ChartKind::Bar)
        .then_some(values)
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(at, value)| Some(bar((*value)?, top, at, values.len(), place)))
        .map(|at| view! { <rect class="bar-mark" x=at.x y=at.y width=at.width height=at.height rx="2"></rect> })
        .collect();
    let line =
        (kind != ChartKind::Bar).then(|| view! { <path class="line" d=line(values, top)></path> });
    view! { <g class=class(place.0)>{filled} {line} {bars}</g> }.into_any()
}

fn heat(series: &[Series], top: f64) -> Vec<AnyView> {
    series
        .iter()
        .enumerate()
        .map(|(row, of)| {
            let cells: Vec<_> = of
                .values
                .iter()
                .enumerate()
                .filter_map(|(at, value)| Some(((*value)?, cell(at, of.values.len(), row, series.len()))))
                .map(|(value, at)| {
                    let strength = format!("{:.2}", 0.12 + 0.88 * value / top);
                    view! { <rect class="cell" x=at.x y=at.y width=at.width height=at.height rx="3" fill-opacity=strength></rect> }
                })
                .collect();
            view! { <g class="series-1">{cells}</g> }.into_any()
        })
        .collect()
}

/// Lines across the plane with the numbers they stand for.
fn scale(marks: &[f64], top: f64) -> AnyView {
    marks
        .iter()
        .map(|mark| {
            let y = level(*mark, top);
            view! {
                <line class="grid-line" x1=LEFT x2=WIDTH y1=y y2=y></line>
                <text x=LEFT - 8.0 y=y + 4.0 text-anchor="end">{mark.to_string()}</text>
            }
        })
        .collect::<Vec<_>>()
        .into_any()
}

/// The names of a heat map's rows.
fn rows(series: &[Series]) -> AnyView {
    series
        .iter()
        .enumerate()
        .map(|(row, of)| {
            let at = cell(0, 1, row, series.len());
            view! { <text x=LEFT - 8.0 y=at.y + at.height / 2.0 + 4.0 text-anchor="end">{of.name.clone()}</text> }
        })
        .collect::<Vec<_>>()
        .into_any()
}

/// The labels below, as many as there is room for.
fn places(labels: &[String]) -> AnyView {
    let every = labels.len().div_ceil(12).max(1);
    let count = labels.len();
    labels
        .iter()
        .enumerate()
        .step_by(every)
        .map(|(at, label)| {
            view! { <text x=middle(at, count) y=BOTTOM + 18.0 text-anchor="middle">{label.clone()}</text> }
        })
        .collect::<Vec<_>>()
        .into_any()
}

fn table(labels: &[String], series: &[Series]) -> AnyView {
    let head: Vec<_> = series
        .iter()
        .map(|row| view! { <th scope="col">{row.name.clone()}</th> })
        .collect();
    let rows: Vec<_> = labels
        .iter()
        .enumerate()
        .map(|(at, label)| {
            let cells: Vec<_> = series
                .iter()
                .map(|row| {
                    let value = row.values.get(at).copied().flatten();
                    let shown = value
                        .map_or_else(|| text!(run.unknown).to_owned(), |value| value.to_string());
                    view! { <td class="numbers" data-label=row.name.clone()>{shown}</td> }
                })
                .collect();
            view! { <tr><th scope="row">{label.clone()}</th>{cells}</tr> }
        })
        .collect();
    view! {
        <table class="table">
            <thead><tr><th scope="col">{text!(chart.place)}</th>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
