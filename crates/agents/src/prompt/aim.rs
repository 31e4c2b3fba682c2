//! In what a text that is written anew is to differ, in words for its editor.

use domain::post::{Aim, Appeal, HookStyle};
use providers::Rewrite;

/// The rules about what changes and what stays, one a line.
pub(super) fn manner(rewrite: &Rewrite) -> String {
    match rewrite {
        Rewrite::Anew { variation, .. } => format!(
            "- The parts differ from what stands there. This is attempt {variation}: choose another opening and another turn than before.\n\
             - The person's wish counts as far as it concerns the wording of this post."
        ),
        Rewrite::Varied { aims, at } => match aims.as_slice() {
            [aim] => format!(
                "- Change the post in one way and in no other: {}\n{KEPT}\n\
                 - If it cannot be changed in that way, give the parts exactly as they stand.",
                told(aim)
            ),
            aims => several(aims, *at),
        },
    }
}

const KEPT: &str =
    "- Keep every sentence that need not change for that. Facts, message and call to action stay.";

/// All variants are told to each writer, so that they differ on purpose and not by chance.
fn several(aims: &[Aim], at: usize) -> String {
    let listed: Vec<String> = aims
        .iter()
        .zip(1..)
        .map(|(aim, number)| format!("  {number}. {}", told(aim)))
        .collect();
    format!(
        "- {} variants of the post are written at the same time, for a person to compare. They differ in this alone:\n{}\n\
         - You write number {}. Nobody may take it for one of the others.\n{KEPT}",
        aims.len(),
        listed.join("\n"),
        at + 1
    )
}

/// What a variant is to differ in, as a sentence. It holds no words of others.
fn told(aim: &Aim) -> String {
    match aim {
        Aim::Shorter => "Make it shorter. It says the same in about two thirds of the words; what readers need least goes first.".into(),
        Aim::Longer => "Make it longer, by what the material says and the post does not say yet. Pad nothing.".into(),
        Aim::Warmer => "Make it warmer: closer to the reader and friendlier, without flattery.".into(),
        Aim::MoreConcrete => "Make it more concrete. Numbers, names and details of the material take the place of general words.".into(),
        Aim::ForPersona { .. } => "Make it speak to the readers in the material named `persona`: open with their situation, and choose what matters to them. What else that material says counts for nothing.".into(),
        Aim::Hook { hook } => format!("It opens with {}.", opening(*hook)),
        Aim::Length { percent } => format!("Its text has {percent} percent of the length it has now."),
        Aim::Appeal { appeal } => format!("It moves readers by {}.", moving(*appeal)),
    }
}

const fn opening(hook: HookStyle) -> &'static str {
    match hook {
        HookStyle::Question => "a question that the text answers",
        HookStyle::Benefit => "what readers gain",
        HookStyle::Figure => "a number of the material",
        HookStyle::Problem => "a trouble that these readers have",
        HookStyle::Scene => "a moment of the readers' day, as a scene",
        HookStyle::Statement => "a plain statement",
        HookStyle::Contrast => "how it was before, against how it is now",
        HookStyle::News => "an announcement",
        HookStyle::Curiosity => "something left open that one wants to know",
        HookStyle::Invitation => "what readers are asked to do",
    }
}

const fn moving(appeal: Appeal) -> &'static str {
    match appeal {
        Appeal::Rational => "facts and figures (a rational appeal)",
        Appeal::Emotional => "feelings (an emotional appeal)",
        Appeal::SocialProof => {
            "what others do, as far as the material tells of others (social proof)"
        }
        Appeal::Urgency => {
            "time: why now, by dates of the material alone and without false scarcity (urgency)"
        }
        Appeal::Authority => {
            "who says it and what they know, as far as the material tells it (authority)"
        }
        Appeal::Value => "what one gets for the money (value)",
        Appeal::Convenience => "how easy it is (convenience)",
        Appeal::Belonging => "whom one is among (belonging)",
        Appeal::Curiosity => "what one would like to know (curiosity)",
        Appeal::LossAversion => "what one would miss, without alarm (loss aversion)",
    }
}
