//! Which models are set up, which of them do what, and at which prices.

mod keys;

use domain::{
    spending::{Choice, Price, TaskKind},
    views::{ModelView, ModelsView, PriceView, RouteView},
};
use leptos::prelude::*;

use crate::{
    api::spending::models,
    components::{
        Badge, Details, Form, FormState, Icon, Loaded, PageHead, Submit, TextField, Tone, fetched,
        labels,
    },
    text::text,
};
use keys::Keys;

/// `/settings/models`: models, routes and prices.
#[component]
pub fn ModelsPage() -> AnyView {
    let found = fetched(|| (), |()| models());
    view! {
        <PageHead title=text!(models.title) about=text!(models.about) />
        <Loaded from=found view={move |found: ModelsView| {
            let ModelsView { models, image_models, video_models, speech_models, embedding_models, keys, routes, region, own_prices, known_prices } = found;
            view! {
                <Models models=models.clone() title=text!(models.set_up) hint=text!(models.set_up_hint) />
                {(!image_models.is_empty()).then(|| view! { <Models models=image_models.clone() title=text!(models.images) hint=text!(models.images_hint) /> })}
                {(!video_models.is_empty()).then(|| view! { <Models models=video_models.clone() title=text!(models.videos) hint=text!(models.videos_hint) /> })}
                {(!speech_models.is_empty()).then(|| view! { <Models models=speech_models.clone() title=text!(models.speech) hint=text!(models.speech_hint) /> })}
                <Models models=embedding_models.clone() title=text!(models.embedding) hint=text!(models.embedding_hint) />
                {(!keys.is_empty()).then(|| view! { <Keys keys /> })}
                <Routes models image_models video_models speech_models embedding_models routes />
                <Region region />
                <Prices own=own_prices known=known_prices />
            }
            .into_any()
        }} />
    }
    .into_any()
}

#[component]
fn Models(models: Vec<ModelView>, title: &'static str, hint: &'static str) -> AnyView {
    let rows: Vec<_> = models
        .into_iter()
        .map(|model| {
            let (price, tone) = if model.free {
                (text!(models.free), Tone::Good)
            } else if model.priced {
                (text!(models.priced), Tone::Plain)
            } else {
                (text!(models.unpriced), Tone::Warn)
            };
            let region = model
                .region
                .unwrap_or_else(|| text!(run.unknown).to_owned());
            view! {
                <tr>
                    <th scope="row">{model.model}</th>
                    <td class="muted" data-label=text!(models.provider)>{labels::provider(&model.provider)}</td>
                    <td class="muted" data-label=text!(models.region)>{region}</td>
                    <td data-label=text!(models.price)><Badge label=price tone /></td>
                </tr>
            }
        })
        .collect();
    view! {
        <section class="stack">
            <h2>{title}</h2>
            <p class="hint">{hint}</p>
            <table class="table">
                <caption class="visually-hidden">{title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(activity.model)}</th>
                        <th scope="col">{text!(models.provider)}</th>
                        <th scope="col">{text!(models.region)}</th>
                        <th scope="col">{text!(models.price)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn Routes(
    models: Vec<ModelView>,
    image_models: Vec<ModelView>,
    video_models: Vec<ModelView>,
    speech_models: Vec<ModelView>,
    embedding_models: Vec<ModelView>,
    routes: Vec<RouteView>,
) -> AnyView {
    let forms: Vec<_> = routes
        .into_iter()
        .map(|route| {
            let able = match route.task {
                TaskKind::Image => &image_models,
                TaskKind::Video => &video_models,
                TaskKind::Speak => &speech_models,
                TaskKind::Embed => &embedding_models,
                _ => &models,
            };
            view! { <Route models=able.clone() route /> }
        })
        .collect();
    view! {
        <section class="card">
            <h2>{text!(models.routes)}</h2>
            <p class="hint">{text!(models.routes_hint)} " " {text!(models.hedge_hint)}</p>
            {forms}
        </section>
    }
    .into_any()
}

#[component]
fn Route(models: Vec<ModelView>, route: RouteView) -> AnyView {
    let form = FormState::one_of("/api/ui/set-route", "task", route.task.slug());
    let task = labels::task(route.task);
    let reuse = route.route.reuses(route.task);
    let said = if route.route.models.is_empty() {
        text!(models.every_model).to_owned()
    } else {
        let names = route
            .route
            .models
            .iter()
            .map(|choice| choice.model.as_ref().unwrap_or(&choice.provider).clone());
        names.collect::<Vec<_>>().join(", ")
    };
    // One row more than there are models: that is how one is added.
    let rows: Vec<_> = route
        .route
        .models
        .into_iter()
        .chain([Choice::default()])
        .enumerate()
        .map(|(at, choice)| view! { <Row at task models=models.clone() choice /> })
        .collect();
    let describes = text!(models.save_named, task = task);
    let of_words = !matches!(
        route.task,
        TaskKind::Image | TaskKind::Video | TaskKind::Speak | TaskKind::Embed
    );
    let error = move |name: &str| {
        let error = form.error(name);
        error.map(|error| view! { <p class="error" role="alert">{error}</p> })
    };
    let hedge = of_words.then(|| {
        let kept = route.route.hedge_after.map(|seconds| seconds.to_string());
        let value = form.typed("hedge").or(kept).unwrap_or_default();
        view! {
            <label>{text!(models.hedge)}
                <input class="input" name="fields[hedge]" inputmode="numeric" maxlength="3" value=value />
            </label>
            {error("hedge")}
        }
    });
    view! {
        <Details summary=format!("{task}: {said}") open=form.problem().is_some()>
            <Form state=form done=text!(models.saved)>
                <input type="hidden" name="task" value=route.task.slug() />
                {error("route")}
                {rows}
                <label class="choice"><input type="checkbox" name="fields[reuse]" value="true" checked=reuse /> {text!(models.reuse)}</label>
                {hedge}
                <div class="actions"><Submit label=text!(models.save) size="small" describes /></div>
            </Form>
        </Details>
    }
    .into_any()
}

/// A model of a route.
#[component]
fn Row(at: usize, task: &'static str, models: Vec<ModelView>, choice: Choice) -> AnyView {
    let options: Vec<_> = models
        .into_iter()
        .map(|model| {
            let chosen = model.provider == choice.provider;
            view! { <option value=model.provider.clone() selected=chosen>{model.provider.clone()}</option> }
        })
        .collect();
    let place = text!(models.place, number = at + 1);
    view! {
        <fieldset class="route-row">
            <legend><span class="visually-hidden">{task}" "</span>{place}</legend>
            <label>{text!(models.provider)}
                <select class="input" name="fields[provider][]"><option value="">{text!(models.nobody)}</option>{options}</select>
            </label>
            <label>{text!(activity.model)}
                <input class="input" name="fields[model][]" value=choice.model.unwrap_or_default() placeholder=text!(models.usual) maxlength="120" />
            </label>
            <label>{text!(models.languages)}
                <input class="input" name="fields[languages][]" value=choice.languages.join(", ") placeholder=text!(models.every_language) maxlength="120" />
            </label>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Region(region: Option<String>) -> AnyView {
    let form = FormState::new("/api/ui/set-region");
    let value = form.typed("region").or(region).unwrap_or_default();
    view! {
        <section class="card">
            <h2>{text!(models.residency)}</h2>
            <Form state=form done=text!(models.saved)>
                <TextField name="region" label=text!(models.region) hint=text!(models.residency_hint) value error=form.error("region") />
                <div class="actions"><Submit label=text!(models.save) describes=text!(models.save_region) /></div>
            </Form>
        </section>
    }
    .into_any()
}

#[component]
fn Prices(own: Vec<PriceView>, known: Vec<Price>) -> AnyView {
    let own: Vec<_> = own
        .into_iter()
        .map(|own| {
            let form = FormState::new("/api/ui/delete-price");
            let describes = text!(models.delete_named, model = own.price.model.clone());
            let act = view! {
                <Form state=form class="inline">
                    <input type="hidden" name="id" value=own.id.to_string() />
                    <Submit label=text!(models.delete) kind="danger" size="small" describes />
                </Form>
            };
            view! { <PriceRow price=own.price act=act.into_any() /> }
        })
        .collect();
    let known: Vec<_> = known
        .into_iter()
        .map(|price| view! { <PriceRow price act=().into_any() /> })
        .collect();
    view! {
        <section class="stack">
            <h2>{text!(models.prices)}</h2>
            <p class="hint">{text!(models.prices_hint)}</p>
            {(!own.is_empty()).then(|| view! { <PriceTable title=text!(models.own_prices) rows=own.into_any() /> })}
            <AddPrice />
            <Details summary=text!(models.known_prices)><PriceTable title=text!(models.known_prices) rows=known.into_any() /></Details>
        </section>
    }
    .into_any()
}

#[component]
fn PriceTable(title: &'static str, rows: AnyView) -> AnyView {
    view! {
        <table class="table">
            <caption class="visually-hidden">{title}</caption>
            <thead>
                <tr>
                    <th scope="col">{text!(activity.model)}</th>
                    <th scope="col">{text!(models.holds)}</th>
                    <th scope="col">{text!(models.input)}</th>
                    <th scope="col">{text!(models.cached)}</th>
                    <th scope="col">{text!(models.output)}</th>
                    <th scope="col">{text!(models.image)}</th>
                    <th scope="col">{text!(models.video)}</th>
                    <th scope="col"><span class="visually-hidden">{text!(models.delete)}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn PriceRow(price: Price, act: AnyView) -> AnyView {
    let day = |day: Option<domain::time::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let holds = match (price.from, price.until) {
        (None, None) => text!(models.always).to_owned(),
        (from, until) => format!("{} – {}", day(from), day(until)),
    };
    let model = if price.above > 0 {
        text!(
            models.above,
            model = price.model,
            tokens = labels::grouped(price.above)
        )
    } else {
        price.model
    };
    view! {
        <tr>
            <th scope="row">{model}</th>
            <td class="muted" data-label=text!(models.holds)>{holds}</td>
            <td class="numbers" data-label=text!(models.input)>{dollars(price.input)}</td>
            <td class="numbers" data-label=text!(models.cached)>{dollars(price.cached)}</td>
            <td class="numbers" data-label=text!(models.output)>{dollars(price.output)}</td>
            <td class="numbers" data-label=text!(models.image)>{price.image.map(dollars)}</td>
            <td class="numbers" data-label=text!(models.video)>{price.video.map(dollars)}</td>
            <td>{act}</td>
        </tr>
    }
    .into_any()
}

/// Dollars a million tokens, a picture, or a second of film.
fn dollars(micros: u64) -> String {
    let (whole, rest) = (micros / 1_000_000, micros % 1_000_000 / 1_000);
    format!("${whole}.{rest:03}")
}

#[component]
fn AddPrice() -> AnyView {
    let form = FormState::new("/api/ui/add-price");
    let typed = move |name: &str| form.typed(name).unwrap_or_default();
    view! {
        <section class="card">
            <h3>{text!(models.add_title)}</h3>
            <Form state=form done=text!(models.saved)>
                <TextField name="fields[model]" label=text!(activity.model) hint=text!(models.model_hint) value=typed("model") error=form.error("model") />
                <TextField name="fields[input]" label=text!(models.input) hint=text!(models.price_hint) value=typed("input") error=form.error("input") />
                <TextField name="fields[cached]" label=text!(models.cached) hint=text!(models.cached_hint) value=typed("cached") error=form.error("cached") />
                <TextField name="fields[output]" label=text!(models.output) hint=text!(models.price_hint) value=typed("output") error=form.error("output") />
                <TextField name="fields[image]" label=text!(models.image) hint=text!(models.image_hint) optional=true value=typed("image") error=form.error("image") />
                <TextField name="fields[video]" label=text!(models.video) hint=text!(models.video_hint) optional=true value=typed("video") error=form.error("video") />
                <TextField name="fields[from]" label=text!(models.from) hint=text!(models.day_hint) value=typed("from") error=form.error("from") />
                <TextField name="fields[until]" label=text!(models.until) hint=text!(models.day_hint) value=typed("until") error=form.error("until") />
                <div class="actions"><Submit label=text!(models.add) icon=Icon::Add /></div>
            </Form>
        </section>
    }
    .into_any()
}
