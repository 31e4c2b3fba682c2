//! A task from question to output: one call, one more for each time the model looks something up,
//! and one more when the answer cannot be used.

use domain::{
    run::{GivenAnswer, StepOutput},
    tools::ToolOutput,
    usage::{Cost, Tokens},
    wording::Wording,
};
use providers::{
    Answer, Asked, Call, Cause, Function, Gateway, InputPicture, InputPictures, Prompt,
    ProviderError, Request, Spent, Task,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{
    answer::{self, Fault},
    error::AgentError,
    fence::fence,
    hash,
    lookup::{self, Library, MOST_ROUNDS},
    prompt,
    role::Role,
    schema,
};

/// A task that was done, with what its record needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Performed<T = StepOutput> {
    /// What came of it.
    pub output: T,
    /// Name of the provider that answered.
    pub provider: String,
    /// The model that answered.
    pub model: String,
    /// Version of the role's wording.
    pub prompt_version: String,
    /// Hash of everything the answer depends on.
    pub input_hash: String,
    /// Tokens of every call it took.
    pub tokens: Tokens,
    /// Cost of every call it took; `None` when it is not known.
    pub cost: Option<Cost>,
    /// The answers as they came; the last one was used.
    pub answers: Vec<GivenAnswer>,
}

/// The question that a task is to a provider, in the organization's wording of its role if it has
/// one.
pub fn request(task: Task, wording: Option<&Wording>, seed: u64) -> Request {
    let max_output_tokens = Role::of(task.kind()).map_or(0, |role| role.max_output_tokens);
    let looks_up = matches!(&task, Task::Read { reader, .. } if reader.looks_up);
    let mut request = Request {
        prompt: prompt(&task, wording),
        schema: schema(&task),
        task,
        max_output_tokens,
        seed,
        pictures: InputPictures::default(),
        functions: Vec::new(),
    };
    if looks_up {
        lookup::offer(&mut request);
    }
    request
}

/// SHA-256 over all that a model's answer depends on, as 64 lower-case hexadecimal digits.
pub fn input_hash(request: &Request, model: &str) -> String {
    let Prompt {
        system,
        user,
        version,
    } = &request.prompt;
    let mut parts = vec![
        json!(model),
        json!(version),
        json!(system),
        json!(user),
        request.schema.clone(),
        json!(request.seed),
    ];
    // Questions without pictures or functions keep the hash that they were kept with.
    if !request.pictures.is_empty() {
        let pictures = request.pictures.iter().map(InputPicture::sha256);
        parts.push(pictures.collect());
    }
    if !request.functions.is_empty() {
        let offered =
            |function: &Function| json!([function.name, function.description, function.parameters]);
        parts.push(request.functions.iter().map(offered).collect());
    }
    hash::sha256(&Value::from(parts).to_string())
}

/// Asks, looks up in `library` what the model asks for, reads the answer and mends it; asks once
/// more when it cannot be used.
///
/// # Errors
/// When no model answers, or none with an answer that can be used.
pub async fn perform(
    gateway: &Gateway,
    request: Request,
    call: &Call,
    library: &dyn Library,
) -> Result<Performed, AgentError> {
    perform_as((gateway, library), request, call, answer::read).await
}

/// The same for an answer that is the JSON of a type by itself.
///
/// # Errors
/// When no model answers, or none with an answer that can be used.
pub async fn perform_plain<T: DeserializeOwned>(
    gateway: &Gateway,
    request: Request,
    call: &Call,
) -> Result<Performed<T>, AgentError> {
    perform_as((gateway, &()), request, call, |_, json| answer::parse(json)).await
}

/// The same for what a tool makes of a text.
///
/// # Errors
/// When no model answers, or none with an answer that can be used.
pub async fn perform_tool(
    gateway: &Gateway,
    request: Request,
    call: &Call,
) -> Result<Performed<ToolOutput>, AgentError> {
    perform_as((gateway, &()), request, call, |task, json| match task {
        Task::Tool { job } | Task::Transcreate { job } | Task::Describe { job } => {
            answer::output(&job.input, json)
        }
        _ => Err(Fault("No tool asks this.".into())),
    })
    .await
}

/// The same for an answer that `read` understands.
pub(crate) async fn perform_as<T>(
    from: (&Gateway, &dyn Library),
    mut request: Request,
    call: &Call,
    read: impl Fn(&Task, Value) -> Result<T, Fault>,
) -> Result<Performed<T>, AgentError> {
    let asked = request.clone();
    let done = |output, answer: Answer, spent: Spent, answers| Performed {
        output,
        answers,
        input_hash: input_hash(&asked, &answer.model),
        provider: answer.provider,
        model: answer.model,
        prompt_version: asked.prompt.version,
        tokens: spent.tokens,
        cost: spent.cost,
    };
    let mut spent = Spent::default();
    let mut answers = Vec::new();
    let asking = (from, call, &read);
    let fault = match attempt(asking, &mut request, &mut spent, &mut answers).await? {
        Ok((output, answer)) => return Ok(done(output, answer, spent, answers)),
        Err(unusable) => unusable.fault,
    };
    let kind = request.task.kind().slug();
    tracing::warn!(
        task = kind,
        "an answer could not be used and is asked for again"
    );
    // It may quote the answer.
    tracing::debug!(task = kind, fault = fault.0, "why it could not be used");
    mend(&mut request, &fault);
    match attempt(asking, &mut request, &mut spent, &mut answers).await? {
        Ok((output, answer)) => Ok(done(output, answer, spent, answers)),
        Err(unusable) => Err(AgentError::unusable(unusable, spent)),
    }
}

/// An answer that cannot be used.
pub(crate) struct Unusable {
    pub fault: Fault,
    /// Who gave it.
    pub asked: Option<Box<Asked>>,
}

/// From whom an answer is wanted, and how it is read.
type Asking<'a, R> = ((&'a Gateway, &'a dyn Library), &'a Call, &'a R);

/// One answer. The tokens of its calls are added to `spent` and what came of each to `answers`,
/// whatever comes of it.
async fn attempt<T, R: Fn(&Task, Value) -> Result<T, Fault>>(
    ((gateway, library), call, read): Asking<'_, R>,
    request: &mut Request,
    spent: &mut Spent,
    answers: &mut Vec<GivenAnswer>,
) -> Result<Result<(T, Answer), Unusable>, AgentError> {
    let mut rounds = 0;
    let answered = loop {
        let answered = gateway.answer(request, call).await.map(|mut answer| {
            *spent += Spent {
                tokens: answer.tokens,
                cost: answer.cost,
            };
            (std::mem::take(&mut answer.calls), answer)
        });
        match answered {
            Ok((calls, answer)) if calls.is_empty() => break Ok(answer),
            Ok((calls, answer)) => {
                rounds += 1;
                let looked_up = lookup::look_up(library, calls).await;
                answers.push(given(&answer, lookup::record(&looked_up)));
                lookup::tell(request, &looked_up, rounds == MOST_ROUNDS);
            }
            Err(error) => break Err(error),
        }
    };
    match answered {
        Ok(mut answer) => {
            answers.push(given(&answer, answer.json.to_string()));
            Ok(match read(&request.task, answer.json.take()) {
                Ok(output) => Ok((output, answer)),
                Err(fault) => Err(Unusable {
                    fault,
                    asked: Some(Box::new(Asked {
                        provider: answer.provider,
                        model: answer.model,
                    })),
                }),
            })
        }
        Err(error) => match fault_of(&error) {
            Some(fault) => {
                *spent += error.spent;
                Ok(Err(Unusable {
                    fault,
                    asked: error.asked,
                }))
            }
            None => Err(AgentError::of_provider(error, *spent)),
        },
    }
}

fn given(answer: &Answer, text: String) -> GivenAnswer {
    GivenAnswer {
        provider: answer.provider.clone(),
        model: answer.model.clone(),
        text,
    }
}

/// What `text`, an answer that was given to `task` before, is read as. It asks nobody.
///
/// # Errors
/// What is wrong with it, when it could not be used.
pub fn read_again(task: &Task, text: &str) -> Result<StepOutput, String> {
    let json = serde_json::from_str(text).map_err(|error| error.to_string())?;
    answer::read(task, json).map_err(|Fault(fault)| fault)
}

/// What an answer that never became JSON is told about itself.
fn fault_of(error: &ProviderError) -> Option<Fault> {
    match error.cause {
        Cause::MalformedAnswer => Some(Fault("It is not one JSON object.".into())),
        Cause::TooLong => Some(Fault("It was longer than it may be.".into())),
        _ => None,
    }
}

/// Says what was wrong, and gives more room.
fn mend(request: &mut Request, Fault(fault): &Fault) {
    request.max_output_tokens = request.max_output_tokens.saturating_mul(2);
    request.prompt.user += "\n\nAn earlier answer could not be used:\n";
    // It may quote what the model said.
    request.prompt.user += &fence("fault", fault);
    request.prompt.user +=
        "\nAnswer again with one JSON object that fits the schema, as short as the task allows.";
}
