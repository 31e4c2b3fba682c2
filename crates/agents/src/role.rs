//! The roles as data.

use domain::spending::TaskKind;

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
    /// What it does.
    pub task: TaskKind,
    /// Where its model has to stop, in tokens, thinking included.
    pub max_output_tokens: u32,
    template: &'static str,
}

/// Every role.
pub const ROLES: &[Role] = &[
    Role {
        name: "analyst",
        task: TaskKind::Analyse,
        max_output_tokens: 8_192,
        template: include_str!("roles/analyst.md"),
    },
    Role {
        name: "strategist",
        task: TaskKind::Strategise,
        max_output_tokens: 8_192,
        template: include_str!("roles/strategist.md"),
    },
    Role {
        name: "planner",
        task: TaskKind::Plan,
        max_output_tokens: 16_384,
        template: include_str!("roles/planner.md"),
    },
    Role {
        name: "writer",
        task: TaskKind::Write,
        max_output_tokens: 16_384,
        template: include_str!("roles/writer.md"),
    },
    Role {
        name: "critic",
        task: TaskKind::Revise,
        max_output_tokens: 16_384,
        template: include_str!("roles/critic.md"),
    },
    Role {
        name: "editor",
        task: TaskKind::Regenerate,
        max_output_tokens: 16_384,
        template: include_str!("roles/editor.md"),
    },
    Role {
        name: "voice analyst",
        task: TaskKind::ReadVoice,
        max_output_tokens: 16_384,
        template: include_str!("roles/voice_analyst.md"),
    },
    Role {
        name: "voice judge",
        task: TaskKind::JudgeVoice,
        max_output_tokens: 8_192,
        template: include_str!("roles/voice_judge.md"),
    },
    Role {
        name: "art director",
        task: TaskKind::BriefImage,
        max_output_tokens: 4_096,
        template: include_str!("roles/art_director.md"),
    },
    Role {
        name: "copy editor",
        task: TaskKind::Tool,
        max_output_tokens: 16_384,
        template: include_str!("roles/tool.md"),
    },
    Role {
        name: "transcreator",
        task: TaskKind::Transcreate,
        max_output_tokens: 32_768,
        template: include_str!("roles/transcreator.md"),
    },
    Role {
        name: "picture describer",
        task: TaskKind::AltText,
        max_output_tokens: 4_096,
        template: include_str!("roles/describer.md"),
    },
];

impl Role {
    /// The role that does tasks of this kind.
    pub fn of(task: TaskKind) -> Option<&'static Self> {
        ROLES.iter().find(|role| role.task == task)
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
    fn every_task_in_words_has_one_role_and_models_of_pictures_and_speech_have_none() {
        for task in TaskKind::ALL {
            let roles = ROLES.iter().filter(|role| role.task == *task);
            let wordless = matches!(task, TaskKind::Image | TaskKind::Speak);
            let expected = usize::from(!wordless);
            assert_eq!(roles.count(), expected, "{task:?}");
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
