//! Which lines of the ledger are asked for, as typed.

use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::{CallFilter, CallState, TaskKind};
use crate::{
    ids::{CampaignId, UserId},
    problem::{FieldProblem, Problem},
    time::Day,
};

/// What is asked for, as typed; an empty text asks for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct CallsQuery {
    /// The first day, by UTC.
    #[param(value_type = Option<Day>)]
    pub from: String,
    /// The last day, by UTC.
    #[param(value_type = Option<Day>)]
    pub to: String,
    /// Calls for this campaign.
    #[param(value_type = Option<CampaignId>)]
    pub campaign: String,
    /// Calls that this person asked for.
    #[param(value_type = Option<UserId>)]
    pub person: String,
    /// The provider and the model that answered or was asked, with a space between them.
    #[param(value_type = Option<String>)]
    pub model: String,
    /// What was asked.
    #[param(value_type = Option<TaskKind>)]
    pub task: String,
    /// Where the call stands.
    #[param(value_type = Option<CallState>)]
    pub state: String,
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    pub after: String,
}

impl CallsQuery {
    /// The parameters as they stand in an address.
    pub fn parameters(&self) -> [(&'static str, &str); 8] {
        [
            ("from", &self.from),
            ("to", &self.to),
            ("campaign", &self.campaign),
            ("person", &self.person),
            ("model", &self.model),
            ("task", &self.task),
            ("state", &self.state),
            ("after", &self.after),
        ]
    }

    /// The filter it asks for.
    ///
    /// # Errors
    /// A problem for each field that says nothing that can be asked for.
    pub fn parse(&self) -> Result<CallFilter, Problem> {
        let mut problems = Vec::new();
        let (provider, model) = match self.model.trim().split_once(' ') {
            Some((provider, model)) => (Some(provider.to_owned()), Some(model.to_owned())),
            None => (
                None,
                Some(self.model.trim().to_owned()).filter(|model| !model.is_empty()),
            ),
        };
        let filter = CallFilter {
            from: given("from", &self.from, NO_DAY, &mut problems),
            to: given("to", &self.to, NO_DAY, &mut problems),
            brand: None,
            campaign: given("campaign", &self.campaign, NO_CHOICE, &mut problems),
            person: given("person", &self.person, NO_CHOICE, &mut problems),
            provider,
            model,
            task: given("task", &self.task, NO_CHOICE, &mut problems),
            state: given("state", &self.state, NO_CHOICE, &mut problems),
        };
        if problems.is_empty() {
            Ok(filter)
        } else {
            Err(Problem::fields(problems))
        }
    }
}

const NO_DAY: &str = "This is no day. Write it as 2026-11-30.";
const NO_CHOICE: &str = "There is no such choice. Take one from the list.";

fn given<T: std::str::FromStr>(
    field: &'static str,
    text: &str,
    sentence: &'static str,
    problems: &mut Vec<FieldProblem>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let parsed = text.parse().ok();
    if parsed.is_none() {
        problems.push(FieldProblem::new(field, sentence));
    }
    parsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_form_asks_for_everything() {
        assert_eq!(CallsQuery::default().parse(), Ok(CallFilter::default()));
    }

    #[test]
    fn what_is_filled_in_is_asked_for_and_what_makes_no_sense_is_named() {
        let query = CallsQuery {
            from: "2026-11-01".into(),
            model: "openai gpt-5.5".into(),
            task: "write".into(),
            state: "failed".into(),
            ..CallsQuery::default()
        };
        let filter = query.parse().unwrap();
        assert_eq!(filter.provider.as_deref(), Some("openai"));
        assert_eq!(filter.model.as_deref(), Some("gpt-5.5"));
        assert_eq!(
            (filter.task, filter.state),
            (Some(TaskKind::Write), Some(CallState::Failed))
        );
        let query = CallsQuery {
            to: "yesterday".into(),
            task: "dance".into(),
            person: "me".into(),
            ..CallsQuery::default()
        };
        let problem = query.parse().unwrap_err();
        let fields: Vec<_> = problem
            .fields
            .iter()
            .map(|one| one.field.as_str())
            .collect();
        assert_eq!(fields, ["to", "person", "task"]);
    }
}
