//! What a model may look up before it answers, and what it is told then.
//!
//! What was found goes into the question, fenced as all material is, and the question is asked anew.
//! A vendor's own conversation is not continued: so another model can go on where one failed, and the
//! record holds everything that a model has read.

use async_trait::async_trait;
use providers::{Function, FunctionCall, Request};
use serde::Serialize;
use serde_json::{Value, json};

use crate::fence::fence;

/// How often a model may look things up before it has to answer; each time is a call that costs.
pub const MOST_ROUNDS: usize = 2;
/// The most it may look up each time.
const MOST_CALLS: usize = 4;
/// The most letters of what it looks for.
const MOST_WORDS: usize = 200;
/// The most bytes it is told about one thing.
const MOST_FOUND: usize = 4_000;

/// Something a model looks up. It reads and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// How the brand says a word in other languages, or that it never does.
    TermBase {
        /// The word or phrase.
        words: String,
    },
    /// What the organization's posts said before.
    EarlierPosts {
        /// Words that all stand in the post.
        words: String,
    },
}

/// Where a model looks things up.
#[async_trait]
pub trait Library: Send + Sync {
    /// What there is, one thing an entry, in words.
    ///
    /// # Errors
    /// That it cannot be looked up now, as a sentence for the model.
    async fn look_up(&self, lookup: &Lookup) -> Result<Vec<String>, String>;
}

/// Nothing to look anything up in.
#[async_trait]
impl Library for () {
    async fn look_up(&self, _: &Lookup) -> Result<Vec<String>, String> {
        Ok(Vec::new())
    }
}

const TERM_BASE: &str = "term_base";
const EARLIER_POSTS: &str = "earlier_posts";

/// What is said to a model that may look things up.
const INVITATION: &str = "\n\nIf you have functions to look things up with, use them before you answer where your answer depends on what they would tell, and only there.";

/// Lets the model of `request` look things up before it answers.
pub(crate) fn offer(request: &mut Request) {
    let function = |name, description, words: &str| Function {
        name,
        description,
        parameters: json!({
            "type": "object",
            "properties": { "words": { "type": "string", "description": words } },
            "required": ["words"],
            "additionalProperties": false,
        }),
    };
    request.functions = vec![
        function(
            TERM_BASE,
            "Looks a word or phrase up in the brand's term base: how it is said in each language, whether it stays as it is, and what is never said.",
            "The word or phrase.",
        ),
        function(
            EARLIER_POSTS,
            "Finds posts that were written before, in any campaign, the newest first: whether something was said already, and how.",
            "A few words that all stand in the posts.",
        ),
    ];
    request.prompt.system += INVITATION;
}

impl Lookup {
    fn of(call: &FunctionCall) -> Result<Self, String> {
        let words = call.arguments.get("words").and_then(Value::as_str);
        let words = words.ok_or("It takes `words`, a text.")?;
        let words: String = words.trim().chars().take(MOST_WORDS).collect();
        match call.name.as_str() {
            _ if words.is_empty() => Err("Say which words to look for.".into()),
            TERM_BASE => Ok(Self::TermBase { words }),
            EARLIER_POSTS => Ok(Self::EarlierPosts { words }),
            _ => Err("There is no such function.".into()),
        }
    }
}

/// What a model asked for and was told, as it is kept.
#[derive(Serialize)]
pub(crate) struct LookedUp {
    #[serde(flatten)]
    call: FunctionCall,
    found: String,
}

/// Looks up what a model asks for.
pub(crate) async fn look_up(library: &dyn Library, calls: Vec<FunctionCall>) -> Vec<LookedUp> {
    let mut told = Vec::new();
    for (index, call) in calls.into_iter().enumerate() {
        let found = if index < MOST_CALLS {
            match Lookup::of(&call) {
                Ok(lookup) => library.look_up(&lookup).await,
                Err(fault) => Err(fault),
            }
        } else {
            Err("That is too much at once.".into())
        };
        let mut found = match found {
            Ok(found) if found.is_empty() => "Nothing.".to_owned(),
            Ok(found) => found.join("\n\n"),
            Err(fault) => fault,
        };
        found.truncate(found.floor_char_boundary(MOST_FOUND));
        told.push(LookedUp { call, found });
    }
    told
}

/// An answer that asks for something, with what was told, as it is kept.
pub(crate) fn record(looked_up: &[LookedUp]) -> String {
    json!({ "looked_up": looked_up }).to_string()
}

/// Tells the model what was found, and takes the functions away after the last time.
pub(crate) fn tell(request: &mut Request, looked_up: &[LookedUp], is_last: bool) {
    let prompt = &mut request.prompt.user;
    *prompt +=
        "\n\nBefore your answer you looked these up. What was found is material like the rest:\n";
    for LookedUp { call, found } in looked_up {
        let words = call.arguments.get("words").and_then(Value::as_str);
        let about = format!("{}: {}\n\n{found}", call.name, words.unwrap_or_default());
        *prompt += &fence("found", &about);
        *prompt += "\n";
    }
    if is_last {
        request.functions.clear();
    }
}
