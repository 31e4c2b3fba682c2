//! Which models are set up, which of them do what, and at which prices.

use domain::{
    access::{Actor, Permission, authorize},
    brief::Language,
    ids::PriceId,
    problem::{FieldProblem, Problem},
    spending::{BilledTokens, BilledVideo, Choice, Price, Route, TaskKind},
    text::Bounds,
    time::Day,
    usage::Cost,
    views::{ModelView, ModelsView, PriceView, RouteView},
};
use providers::{Gateway, Provider};
use serde::{Deserialize, Serialize};
use storage::{brands, prices, routes};

use super::micros;
use crate::{Result, Services, keys};

const REGION: Bounds = Bounds::optional("Region", 40);
const MODEL: Bounds = Bounds::required("Model", 120);
/// The most models in a route.
const MOST_CHOICES: usize = 10;
/// The most that a million tokens may cost, in dollars: what a typing mistake exceeds.
const MOST_DOLLARS: f64 = 100_000.0;

/// Every model that is set up, the routes, and the prices.
pub async fn models(services: &Services, actor: &Actor) -> Result<ModelsView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let kept = routes::list(&mut tx).await?;
    let own = prices::list(&mut tx).await?;
    let brand = brands::default(&mut tx).await?;
    let (keys, gateway) = keys::list(services, &mut tx).await?;
    drop(tx);
    let list = providers::prices::list(own.iter().map(|own| own.price.clone()).collect());
    let today = services.now().day();
    let models = set_up(&gateway, |provider| {
        let price = list.cost(provider.model(), today, BilledTokens::default());
        Some((provider.model(), price))
    });
    let image_models = set_up(&gateway, |provider| {
        let maker = provider.images()?;
        let most = maker.most(maker.model(), 0);
        Some((maker.model(), list.image_cost(maker.model(), today, most)))
    });
    let video_models = set_up(&gateway, |provider| {
        let model = provider.videos()?.model();
        let second = BilledVideo {
            seconds: 1,
            tokens: None,
        };
        Some((model, list.video_cost(model, today, second)))
    });
    let with_tokens = |model| (model, list.cost(model, today, BilledTokens::default()));
    let speech_models = set_up(&gateway, |by| Some(with_tokens(by.speech()?.model())));
    let embedding_models = set_up(&gateway, |by| Some(with_tokens(by.embeddings()?.model())));
    let routes = TaskKind::ALL.iter().map(|task| RouteView {
        task: *task,
        route: kept
            .iter()
            .find(|kept| kept.task == *task)
            .map(|kept| kept.route.clone())
            .unwrap_or_default(),
    });
    Ok(ModelsView {
        models,
        image_models,
        video_models,
        speech_models,
        embedding_models,
        keys,
        routes: routes.collect(),
        region: brand.and_then(|brand| brand.region),
        own_prices: own
            .into_iter()
            .map(|own| PriceView {
                id: own.id,
                price: own.price,
            })
            .collect(),
        known_prices: providers::prices::known().to_vec(),
    })
}

/// The providers that have a model by `of`, with whether its price is known.
fn set_up<'a>(
    gateway: &'a Gateway,
    of: impl Fn(&'a dyn Provider) -> Option<(&'a str, Option<Cost>)>,
) -> Vec<ModelView> {
    let views = gateway.providers().filter_map(|provider| {
        let (model, price) = of(provider)?;
        Some(ModelView {
            provider: provider.name().to_owned(),
            model: model.to_owned(),
            region: gateway.region(provider).map(str::to_owned),
            free: provider.is_free(),
            priced: price.is_some(),
        })
    });
    views.collect()
}

/// Sets which models may do a task; an empty route lets all that are set up.
pub async fn set_route(
    services: &Services,
    actor: &Actor,
    task: TaskKind,
    route: Route,
) -> Result<()> {
    authorize(actor, Permission::Administer)?;
    let mut problems = Vec::new();
    if route.models.len() > MOST_CHOICES {
        problems.push(FieldProblem::new(
            "route",
            format!("A route has at most {MOST_CHOICES} models."),
        ));
    }
    if route
        .hedge_after
        .is_some_and(|seconds| !(1..=Route::LONGEST_HEDGE).contains(&seconds))
    {
        problems.push(FieldProblem::new(
            "hedge",
            format!(
                "Give whole seconds from 1 to {}, or leave it empty.",
                Route::LONGEST_HEDGE
            ),
        ));
    }
    let gateway = keys::gateway(services, actor.org).await?;
    for choice in &route.models {
        problems.extend(unless_set_up(&gateway, choice, "route"));
        problems.extend(unless_able(&gateway, choice, task));
        for code in &choice.languages {
            if code.parse::<Language>().is_err() {
                problems.push(FieldProblem::new(
                    "route",
                    format!("“{code}” is no language code, such as “en” or “de”."),
                ));
            }
        }
    }
    if !problems.is_empty() {
        return Err(Problem::fields(problems).into());
    }
    let mut tx = services.db().write(actor.org).await?;
    routes::set(&mut tx, task, &route, services.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// What is wrong with a route of `task` when the provider of `choice` does nothing of this kind.
fn unless_able(gateway: &Gateway, choice: &Choice, task: TaskKind) -> Option<FieldProblem> {
    let mut providers = gateway.providers();
    let provider = providers.find(|provider| provider.name() == choice.provider)?;
    let what = match task {
        TaskKind::Video if provider.videos().is_none() => "makes no films. Choose one of the video",
        TaskKind::Image if provider.images().is_none() => {
            "makes no pictures. Choose one of the image"
        }
        TaskKind::Speak if provider.speech().is_none() => {
            "reads nothing aloud. Choose one of the speech"
        }
        TaskKind::Embed if provider.embeddings().is_none() => {
            "compares no texts by meaning. Choose one of the embedding"
        }
        _ => return None,
    };
    let message = format!("“{}” {what} models listed.", choice.provider);
    Some(FieldProblem::new("route", message))
}

/// What is wrong with the field `field` when the provider of `choice` is not set up.
pub(crate) fn unless_set_up(
    gateway: &Gateway,
    choice: &Choice,
    field: &'static str,
) -> Option<FieldProblem> {
    let set_up = gateway
        .providers()
        .any(|provider| provider.name() == choice.provider);
    (!set_up).then(|| {
        FieldProblem::new(
            field,
            format!(
                "No provider “{}” is set up. Choose one of those listed, or set its key and restart the server.",
                choice.provider
            ),
        )
    })
}

/// Sets where models may process what the brand is told; anywhere when it is empty.
pub async fn set_region(services: &Services, actor: &Actor, region: &str) -> Result<()> {
    authorize(actor, Permission::Administer)?;
    let region = REGION
        .parse(region)
        .map_err(|refusal| Problem::fields(vec![FieldProblem::new("region", refusal)]))?
        .to_lowercase();
    let mut tx = services.db().write(actor.org).await?;
    let brand = brands::default(&mut tx)
        .await?
        .ok_or_else(|| Problem::not_found("brand"))?;
    let region = Some(region.as_str()).filter(|region| !region.is_empty());
    brands::set_region(&mut tx, brand.id, region).await?;
    tx.commit().await?;
    Ok(())
}

/// A price that is to hold, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct PriceRequest {
    /// The model, as its vendor names it.
    pub model: String,
    /// First day it holds, as `2026-12-01`; open when empty.
    pub from: String,
    /// Last day it holds; open when empty.
    pub until: String,
    /// US dollars a million tokens of the prompt.
    pub input: String,
    /// US dollars a million tokens of the prompt that the vendor had cached; as `input` when empty.
    pub cached: String,
    /// US dollars a million tokens of the answer.
    pub output: String,
    /// US dollars a picture, for an image model that is billed so; empty otherwise.
    pub image: String,
    /// US dollars a second of film, for a video model that is billed so; empty otherwise.
    pub video: String,
}

/// Adds a price of the organization's own, which goes before the ones that come with the program.
pub async fn add_price(services: &Services, actor: &Actor, request: PriceRequest) -> Result<()> {
    authorize(actor, Permission::Administer)?;
    let price = parsed(&request)?;
    let mut tx = services.db().write(actor.org).await?;
    prices::insert(
        &mut tx,
        PriceId(services.ids().id()),
        &price,
        services.now(),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// What to give in a field that takes dollars.
fn dollars_of(field: &str) -> &'static str {
    match field {
        "image" => "Give US dollars a picture, such as 0.04.",
        "video" => "Give US dollars a second of film, such as 0.40.",
        _ => "Give US dollars a million tokens, such as 1.25.",
    }
}

fn parsed(request: &PriceRequest) -> Result<Price> {
    let mut problems = Vec::new();
    let model = MODEL.parse(&request.model).unwrap_or_else(|refusal| {
        problems.push(FieldProblem::new("model", refusal));
        String::new()
    });
    let mut day = |field: &'static str, text: &str| -> Option<Day> {
        if text.trim().is_empty() {
            return None;
        }
        let day = text.parse().ok();
        if day.is_none() {
            problems.push(FieldProblem::new(field, "Give a day, such as 2026-12-01."));
        }
        day
    };
    let (from, until) = (day("from", &request.from), day("until", &request.until));
    let mut dollars = |field: &'static str, text: &str| -> u64 {
        let micros = micros(text, MOST_DOLLARS).and_then(|micros| u64::try_from(micros).ok());
        micros.unwrap_or_else(|| {
            problems.push(FieldProblem::new(field, dollars_of(field)));
            0
        })
    };
    let input = dollars("input", &request.input);
    let output = dollars("output", &request.output);
    let cached = match request.cached.trim() {
        "" => input,
        text => dollars("cached", text),
    };
    let mut by_piece = |field: &'static str, text: &str| {
        let text = Some(text.trim()).filter(|text| !text.is_empty());
        text.map(|text| dollars(field, text))
    };
    let image = by_piece("image", &request.image);
    let video = by_piece("video", &request.video);
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        problems.push(FieldProblem::new(
            "until",
            "The last day lies before the first one.",
        ));
    }
    if !problems.is_empty() {
        return Err(Problem::fields(problems).into());
    }
    Ok(Price {
        model,
        from,
        until,
        above: 0,
        input,
        cached,
        output,
        image,
        video,
    })
}

/// Takes a price of the organization's own out.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when there is none of this id.
pub async fn delete_price(services: &Services, actor: &Actor, id: PriceId) -> Result<()> {
    authorize(actor, Permission::Administer)?;
    let mut tx = services.db().write(actor.org).await?;
    if !prices::delete(&mut tx, id).await? {
        return Err(Problem::not_found("price").into());
    }
    tx.commit().await?;
    Ok(())
}
