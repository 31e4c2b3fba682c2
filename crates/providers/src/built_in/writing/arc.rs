//! The arc of a campaign: which slot says what first, and with which opening. It is worked out for
//! the whole campaign each time, so that posts written apart from each other never begin alike.

use std::collections::HashSet;

use domain::run::Framework;

use super::{
    hooks::{Hook, Openings, Says},
    material::Material,
};
use crate::built_in::reading::kind::Kind;

/// Where in a campaign a slot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::built_in) enum Stage {
    /// Makes curious.
    Tease,
    /// Says what it is.
    Explain,
    /// Backs it.
    Prove,
    /// Asks people to come, buy or call.
    Invite,
}

impl Stage {
    /// The stage of the slot at `index` (from 0) of `slots`.
    pub(in crate::built_in) fn at(index: usize, slots: usize) -> Self {
        match (index * 100).checked_div(slots.max(1)).unwrap_or_default() {
            0..20 => Self::Tease,
            20..50 => Self::Explain,
            50..78 => Self::Prove,
            _ => Self::Invite,
        }
    }

    /// The word before an angle in the plan.
    pub(in crate::built_in) const fn label(self) -> &'static str {
        match self {
            Self::Tease => "Tease",
            Self::Explain => "Explain",
            Self::Prove => "Prove",
            Self::Invite => "Invite",
        }
    }

    /// How well a point of this kind serves here; less is better.
    fn fit(self, kind: Kind) -> usize {
        let order = match self {
            Self::Tease => [
                Kind::Time,
                Kind::Proof,
                Kind::Action,
                Kind::Detail,
                Kind::Offer,
                Kind::Price,
            ],
            Self::Explain => [
                Kind::Offer,
                Kind::Action,
                Kind::Detail,
                Kind::Time,
                Kind::Proof,
                Kind::Price,
            ],
            Self::Prove => [
                Kind::Proof,
                Kind::Detail,
                Kind::Action,
                Kind::Offer,
                Kind::Time,
                Kind::Price,
            ],
            Self::Invite => [
                Kind::Price,
                Kind::Time,
                Kind::Action,
                Kind::Detail,
                Kind::Proof,
                Kind::Offer,
            ],
        };
        order
            .iter()
            .position(|other| *other == kind)
            .unwrap_or(order.len())
    }
}

/// What one slot says.
#[derive(Clone, Debug)]
pub(in crate::built_in) struct Line {
    /// Where in the campaign it stands.
    pub stage: Stage,
    /// Index of the point it is about; `None` for the key message.
    pub lead: Option<usize>,
    /// Indices of the points that follow, in their order.
    pub others: Vec<usize>,
    /// How it begins.
    pub hook: Hook,
    /// Whether it leaves the key message out, so that the campaign does not repeat it in every post.
    pub without_message: bool,
}

impl Line {
    /// A line that says nothing.
    pub(in crate::built_in) const fn empty() -> Self {
        let hook = Hook {
            text: String::new(),
            says: Says::Before,
        };
        Self {
            stage: Stage::Tease,
            lead: None,
            others: Vec::new(),
            hook,
            without_message: false,
        }
    }
}

/// What the first `until` slots of a campaign of `slots` say.
pub(in crate::built_in) fn outline(
    material: &Material,
    framework: Framework,
    slots: usize,
    until: usize,
) -> Vec<Line> {
    let mut uses = vec![0_usize; material.points.len()];
    let mut begun: HashSet<String> = HashSet::new();
    let mut lines = Vec::with_capacity(until);
    for index in 0..until.max(1) {
        let stage = Stage::at(index, slots);
        let opens_with_message =
            index == 0 && framework == Framework::Aida && !material.message.is_empty();
        let lead = if opens_with_message {
            None
        } else {
            least_used(material, stage, &uses)
        };
        let round = lead
            .and_then(|lead| uses.get_mut(lead))
            .map_or(0, |count| std::mem::replace(count, *count + 1));
        let others = others(material, stage, lead, index + round);
        let openings = Openings {
            material,
            framework,
            lead,
            turn: index,
        };
        let hook = openings.first_unused(&begun);
        begun.insert(beginning(&hook.text));
        let without_message =
            index % 3 == 2 && framework != Framework::BeforeAfterBridge && others.len() > 1;
        lines.push(Line {
            stage,
            lead,
            others,
            hook,
            without_message,
        });
    }
    lines
}

/// The first sentence, as far as readers notice that two are alike.
pub(in crate::built_in) fn beginning(text: &str) -> String {
    let ends = |(at, _): &(usize, &str)| {
        text.get(at + 1..)
            .is_some_and(|rest| rest.starts_with(char::is_whitespace))
    };
    let end = text
        .match_indices(['.', '!', '?'])
        .find(ends)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end)
        .unwrap_or(text)
        .trim_end_matches(['.', '!', '?'])
        .to_lowercase()
}

fn least_used(material: &Material, stage: Stage, uses: &[usize]) -> Option<usize> {
    let points = material.points.iter().zip(uses).enumerate();
    points
        .min_by_key(|(index, (point, uses))| (**uses, stage.fit(point.kind), *index))
        .map(|(index, _)| index)
}

/// The other points: the next of its rank first, each slot beginning at another. Times and prices come
/// first where people are invited, and prices last elsewhere.
fn others(material: &Material, stage: Stage, lead: Option<usize>, turn: usize) -> Vec<usize> {
    let count = material.points.len();
    let mut order: Vec<usize> = (0..count).filter(|index| Some(*index) != lead).collect();
    let by = turn.checked_rem(order.len()).unwrap_or_default();
    order.rotate_left(by);
    let kind = |index: &usize| {
        material
            .points
            .get(*index)
            .map_or(Kind::Detail, |point| point.kind)
    };
    match stage {
        // The message alone does not say what it is about.
        _ if lead.is_none() => order.sort_by_key(|index| Stage::Explain.fit(kind(index))),
        Stage::Invite => {
            order.sort_by_key(|index| !matches!(kind(index), Kind::Time | Kind::Price));
        }
        _ => order.sort_by_key(|index| kind(index) == Kind::Price),
    }
    order
}
