//! The roles as data.

use domain::{spending::TaskKind, wording::Wording};

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
        name: "reader",
        task: TaskKind::Read,
        max_output_tokens: 4_096,
        template: include_str!("roles/reader.md"),
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
        name: "film director",
        task: TaskKind::BriefVideo,
        max_output_tokens: 4_096,
        template: include_str!("roles/film_director.md"),
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

    /// How it is worded where nobody worded it otherwise.
    pub fn shipped(&self) -> Wording {
        let (instructions, request) = self
            .template
            .split_once(DIVIDER)
            .unwrap_or((self.template, ""));
        Wording {
            instructions: instructions.trim().to_owned(),
            request: request.trim().to_owned(),
        }
    }

    /// A short hash of everything the role is told and asked in this wording, so that a run's
    /// record says which one it was.
    pub fn version(&self, wording: &Wording) -> String {
        let Wording {
            instructions,
            request,
        } = wording;
        hash::short(&format!(
            "{}\0{instructions}{DIVIDER}{request}\0{COMMON}",
            self.name
        ))
    }
}

/// The rules that every role is told after its instructions, however it is worded.
pub fn rules() -> &'static str {
    COMMON.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_in_words_has_one_role_and_those_in_pictures_films_and_speech_have_none() {
        for task in TaskKind::ALL {
            let roles = ROLES.iter().filter(|role| role.task == *task);
            let in_words = !matches!(
                task,
                TaskKind::Image | TaskKind::Video | TaskKind::Speak | TaskKind::Embed
            );
            let expected = usize::from(in_words);
            assert_eq!(roles.count(), expected, "{task:?}");
        }
    }

    #[test]
    fn every_role_has_both_parts_and_a_version_of_its_own() {
        let shipped: Vec<_> = ROLES.iter().map(Role::shipped).collect();
        assert!(
            shipped
                .iter()
                .all(|wording| !wording.instructions.is_empty() && !wording.request.is_empty())
        );
        let versions = ROLES.iter().zip(&shipped);
        let mut versions: Vec<_> = versions.map(|(role, text)| role.version(text)).collect();
        assert!(versions.iter().all(|version| version.len() == 12));
        versions.sort();
        versions.dedup();
        assert_eq!(versions.len(), ROLES.len());
    }

    #[test]
    fn what_is_shipped_passes_for_a_wording() {
        for role in ROLES {
            let shipped = role.shipped();
            assert_eq!(
                shipped.parse(&shipped),
                Ok(shipped.clone()),
                "{}",
                role.name
            );
        }
    }
}
