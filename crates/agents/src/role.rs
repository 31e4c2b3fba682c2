//! The roles as data.

use domain::run::StepKind;

use crate::hash;

/// Rules that every role is told.
const COMMON: &str = include_str!("roles/common.md");
/// The line between what a role is told and what it is asked.
const DIVIDER: &str = "\n---\n";

/// A campaign agent: who it is and what it is asked.
#[derive(Debug)]
pub struct Role {
    /// Its name.
    pub name: &'static str,
    /// The kind of step it works on.
    pub step: StepKind,
    /// Where its model has to stop, in tokens, thinking included.
    pub max_output_tokens: u32,
    template: &'static str,
}

/// Every role.
pub const ROLES: &[Role] = &[
    Role {
        name: "analyst",
        step: StepKind::Analyse,
        max_output_tokens: 8_192,
        template: include_str!("roles/analyst.md"),
    },
    Role {
        name: "strategist",
        step: StepKind::Strategise,
        max_output_tokens: 8_192,
        template: include_str!("roles/strategist.md"),
    },
    Role {
        name: "planner",
        step: StepKind::Plan,
        max_output_tokens: 16_384,
        template: include_str!("roles/planner.md"),
    },
    Role {
        name: "writer",
        step: StepKind::Draft,
        max_output_tokens: 16_384,
        template: include_str!("roles/writer.md"),
    },
    Role {
        name: "critic",
        step: StepKind::Revise,
        max_output_tokens: 16_384,
        template: include_str!("roles/critic.md"),
    },
    Role {
        name: "editor",
        step: StepKind::Regenerate,
        max_output_tokens: 16_384,
        template: include_str!("roles/editor.md"),
    },
];

impl Role {
    /// The role that works on steps of this kind; `None` for steps that ask no model.
    pub fn of(step: StepKind) -> Option<&'static Self> {
        ROLES.iter().find(|role| role.step == step)
    }

    /// What the role is told, before its task.
    pub(crate) fn system(&self) -> String {
        let (system, _) = self.parts();
        format!("{}\n\n{}", system.trim(), COMMON.trim())
    }

    /// The template of its task, with `{{name}}` where blocks go.
    pub(crate) fn task(&self) -> &'static str {
        self.parts().1.trim()
    }

    /// A short hash of everything the role is told and asked, so that a run's record says which
    /// wording it was.
    pub fn version(&self) -> String {
        hash::short(&format!("{}\0{}\0{COMMON}", self.name, self.template))
    }

    fn parts(&self) -> (&'static str, &'static str) {
        self.template
            .split_once(DIVIDER)
            .unwrap_or((self.template, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_that_asks_a_model_has_a_role_and_no_other_has() {
        for step in StepKind::ALL {
            assert_eq!(Role::of(*step).is_some(), step.asks_a_model(), "{step:?}");
        }
    }

    #[test]
    fn every_role_has_both_parts_and_a_version_of_its_own() {
        let mut versions: Vec<_> = ROLES.iter().map(Role::version).collect();
        assert!(
            ROLES
                .iter()
                .all(|role| !role.task().is_empty() && role.system().contains("data"))
        );
        assert!(versions.iter().all(|version| version.len() == 12));
        versions.sort();
        versions.dedup();
        assert_eq!(versions.len(), ROLES.len());
    }
}
