//! The names people read for the states and choices of the domain.

use domain::{
    access::Scope,
    brief::Tone as Voice,
    channel::{ChannelKind, Severity},
    picture::Layout,
    post::{Aim, Appeal, Author, Dimension, HookStyle, Origin, PostState},
    run::{Framework, RunState, StepKey, StepKind, StepState},
    spending::{BudgetScope, CallState, Period, TaskKind},
    time::{Day, Timestamp},
    usage::{Cost, Tokens},
};

use super::Tone;
use crate::text::text;

/// A way to compose a picture.
pub fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::Statement => text!(picture.layout.statement),
        Layout::Minimal => text!(picture.layout.minimal),
        Layout::Quote => text!(picture.layout.quote),
        Layout::Question => text!(picture.layout.question),
        Layout::Figure => text!(picture.layout.figure),
        Layout::List => text!(picture.layout.list),
        Layout::Announcement => text!(picture.layout.announcement),
        Layout::Event => text!(picture.layout.event),
        Layout::Versus => text!(picture.layout.versus),
        Layout::Poster => text!(picture.layout.poster),
        Layout::Split => text!(picture.layout.split),
        Layout::Band => text!(picture.layout.band),
        Layout::Overlay => text!(picture.layout.overlay),
        Layout::Frame => text!(picture.layout.frame),
        Layout::Photo => text!(picture.layout.photo),
    }
}

/// Where a run stands.
pub fn run_state(state: RunState) -> (&'static str, Tone) {
    match state {
        RunState::Running => (text!(run.state.running), Tone::Accent),
        RunState::Done => (text!(run.state.done), Tone::Good),
        RunState::Failed => (text!(run.state.failed), Tone::Bad),
        RunState::Cancelled => (text!(run.state.cancelled), Tone::Plain),
    }
}

/// Where a step stands.
pub fn step_state(state: StepState) -> (&'static str, Tone) {
    match state {
        StepState::Queued => (text!(run.step_state.queued), Tone::Plain),
        StepState::Running => (text!(run.step_state.running), Tone::Accent),
        StepState::Done => (text!(run.step_state.done), Tone::Good),
        StepState::Failed => (text!(run.step_state.failed), Tone::Bad),
        StepState::Cancelled => (text!(run.step_state.cancelled), Tone::Plain),
    }
}

/// Where a post stands in its review.
pub fn post_state(state: PostState) -> (&'static str, Tone) {
    match state {
        PostState::InReview => (text!(post.state.in_review), Tone::Plain),
        PostState::Approved => (text!(post.state.approved), Tone::Good),
        PostState::ChangesRequested => (text!(post.state.changes_requested), Tone::Warn),
    }
}

/// How much a finding matters.
pub fn severity(severity: Severity) -> (&'static str, Tone) {
    match severity {
        Severity::Blocker => (text!(post.severity.blocker), Tone::Bad),
        Severity::Warning => (text!(post.severity.warning), Tone::Warn),
        Severity::Advice => (text!(post.severity.advice), Tone::Plain),
    }
}

/// What a step does.
pub fn step_label(key: StepKey) -> String {
    let slot = key.slot;
    match key.kind {
        StepKind::ReadPage => text!(run.step.read_page).to_owned(),
        StepKind::Analyse => text!(run.step.analyse).to_owned(),
        StepKind::Strategise => text!(run.step.strategise).to_owned(),
        StepKind::Plan => text!(run.step.plan).to_owned(),
        StepKind::Draft => text!(run.step.draft, slot = slot),
        StepKind::Check => text!(run.step.check, slot = slot),
        StepKind::Revise => text!(run.step.revise, slot = slot),
        StepKind::Read => text!(run.step.read, slot = slot),
        StepKind::Regenerate => text!(run.step.regenerate, slot = slot),
        StepKind::Vary => text!(run.step.vary, slot = slot),
        StepKind::BriefImage => text!(run.step.brief_image, slot = slot),
        StepKind::Image => text!(run.step.image, slot = slot),
        StepKind::BriefVideo => text!(run.step.brief_video, slot = slot),
        StepKind::Video => text!(run.step.video, slot = slot),
    }
}

/// The order in which a concept's posts make their case.
pub fn framework(framework: Framework) -> &'static str {
    match framework {
        Framework::Aida => text!(run.framework.aida),
        Framework::Pas => text!(run.framework.pas),
        Framework::BeforeAfterBridge => text!(run.framework.before_after_bridge),
        Framework::FeatureAdvantageBenefit => text!(run.framework.feature_advantage_benefit),
        Framework::QuestionAnswer => text!(run.framework.question_answer),
    }
}

/// How a campaign should sound.
pub fn voice(tone: Voice) -> &'static str {
    match tone {
        Voice::Plain => text!(brief.tones.plain),
        Voice::Warm => text!(brief.tones.warm),
        Voice::Confident => text!(brief.tones.confident),
        Voice::Playful => text!(brief.tones.playful),
        Voice::Formal => text!(brief.tones.formal),
        Voice::Urgent => text!(brief.tones.urgent),
    }
}

/// What a token may be used for.
pub fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Read => text!(tokens.scope.read),
        Scope::Write => text!(tokens.scope.write),
        Scope::Decide => text!(tokens.scope.decide),
    }
}

/// How a version came about.
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Drafted => text!(post.origin.drafted),
        Origin::Revised => text!(post.origin.revised),
        Origin::Regenerated => text!(post.origin.regenerated),
        Origin::Edited => text!(post.origin.edited),
    }
}

/// In which part a version was written: by an agent as writer or editor, or by hand.
pub fn role(origin: Origin) -> &'static str {
    match origin {
        Origin::Drafted | Origin::Regenerated => text!(post.role.writer),
        Origin::Revised => text!(post.role.editor),
        Origin::Edited => text!(post.role.person),
    }
}

/// In what variants differ.
pub fn dimension(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Hook => text!(variants.dimension.hook),
        Dimension::Length => text!(variants.dimension.length),
        Dimension::Appeal => text!(variants.dimension.appeal),
    }
}

/// What a variant is meant to differ in.
pub fn aim(aim: &Aim) -> String {
    match aim {
        Aim::Shorter => text!(variants.shorter).to_owned(),
        Aim::Longer => text!(variants.longer).to_owned(),
        Aim::Warmer => text!(variants.warmer).to_owned(),
        Aim::MoreConcrete => text!(variants.more_concrete).to_owned(),
        Aim::ForPersona { persona } => text!(variants.for_persona, persona = persona.clone()),
        Aim::Hook { hook } => hook_style(*hook).to_owned(),
        Aim::Length { percent } => text!(variants.percent, percent = *percent),
        Aim::Appeal { appeal: moved } => appeal(*moved).to_owned(),
    }
}

fn hook_style(hook: HookStyle) -> &'static str {
    match hook {
        HookStyle::Question => text!(variants.hook.question),
        HookStyle::Benefit => text!(variants.hook.benefit),
        HookStyle::Figure => text!(variants.hook.figure),
        HookStyle::Problem => text!(variants.hook.problem),
        HookStyle::Scene => text!(variants.hook.scene),
        HookStyle::Statement => text!(variants.hook.statement),
        HookStyle::Contrast => text!(variants.hook.contrast),
        HookStyle::News => text!(variants.hook.news),
        HookStyle::Curiosity => text!(variants.hook.curiosity),
        HookStyle::Invitation => text!(variants.hook.invitation),
    }
}

fn appeal(appeal: Appeal) -> &'static str {
    match appeal {
        Appeal::Rational => text!(variants.appeal.rational),
        Appeal::Emotional => text!(variants.appeal.emotional),
        Appeal::SocialProof => text!(variants.appeal.social_proof),
        Appeal::Urgency => text!(variants.appeal.urgency),
        Appeal::Authority => text!(variants.appeal.authority),
        Appeal::Value => text!(variants.appeal.value),
        Appeal::Convenience => text!(variants.appeal.convenience),
        Appeal::Belonging => text!(variants.appeal.belonging),
        Appeal::Curiosity => text!(variants.appeal.curiosity),
        Appeal::LossAversion => text!(variants.appeal.loss_aversion),
    }
}

/// What is said when a variant came out no different.
pub fn nothing_to_change(aim: &Aim) -> &'static str {
    match aim {
        Aim::Length { percent: 100.. } | Aim::Longer => text!(variants.nothing.longer),
        Aim::Length { .. } | Aim::Shorter => text!(variants.nothing.shorter),
        Aim::Warmer => text!(variants.nothing.warmer),
        Aim::MoreConcrete => text!(variants.nothing.more_concrete),
        Aim::ForPersona { .. } | Aim::Hook { .. } | Aim::Appeal { .. } => {
            text!(variants.nothing.other)
        }
    }
}

/// Who wrote a version.
pub fn author(author: &Author) -> String {
    match author {
        Author::Person { name, .. } => name.clone(),
        Author::Model { .. } if author.is_built_in() => text!(post.built_in).to_owned(),
        Author::Model {
            provider: by,
            model,
        } => format!("{model} ({})", provider(by)),
    }
}

/// A provider as people read it: the one inside this process by what it is.
pub fn provider(name: &str) -> String {
    match name {
        "local" => text!(models.small_local).to_owned(),
        _ => name.to_owned(),
    }
}

/// The names of channels in a row.
pub fn channel_names(channels: &[ChannelKind]) -> String {
    channels
        .iter()
        .map(|kind| kind.name())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A cost; what is unknown is said to be unknown and never shown as zero.
pub fn cost(cost: Option<Cost>) -> String {
    cost.map_or_else(|| text!(run.unknown).to_owned(), |cost| cost.to_string())
}

/// The same where nothing to pay is worth saying.
pub fn price(cost: Option<Cost>) -> String {
    match cost {
        Some(Cost(0)) => text!(models.free).to_owned(),
        cost => self::cost(cost),
    }
}

/// What a model is asked.
pub fn task(task: TaskKind) -> &'static str {
    match task {
        TaskKind::Analyse => text!(task.analyse),
        TaskKind::Strategise => text!(task.strategise),
        TaskKind::Plan => text!(task.plan),
        TaskKind::Write => text!(task.write),
        TaskKind::Revise => text!(task.revise),
        TaskKind::Read => text!(task.read),
        TaskKind::Regenerate => text!(task.regenerate),
        TaskKind::ReadVoice => text!(task.read_voice),
        TaskKind::JudgeVoice => text!(task.judge_voice),
        TaskKind::BriefImage => text!(task.brief_image),
        TaskKind::Image => text!(task.image),
        TaskKind::BriefVideo => text!(task.brief_video),
        TaskKind::Video => text!(task.video),
        TaskKind::Tool => text!(task.tool),
        TaskKind::Transcreate => text!(task.transcreate),
        TaskKind::AltText => text!(task.alt_text),
        TaskKind::Speak => text!(task.speak),
        TaskKind::Embed => text!(task.embed),
    }
}

/// Where a call to a model stands.
pub fn call_state(state: CallState) -> (&'static str, Tone) {
    match state {
        CallState::Open => (text!(activity.call.open), Tone::Accent),
        CallState::Answered => (text!(activity.call.answered), Tone::Good),
        CallState::Kept => (text!(activity.call.kept), Tone::Good),
        CallState::Failed => (text!(activity.call.failed), Tone::Bad),
        CallState::Cancelled => (text!(activity.call.cancelled), Tone::Plain),
        CallState::Lost => (text!(activity.call.lost), Tone::Warn),
    }
}

/// What a budget holds for.
pub fn budget_scope(scope: BudgetScope) -> &'static str {
    match scope {
        BudgetScope::Organization => text!(budgets.scopes.organization),
        BudgetScope::Brand => text!(budgets.scopes.brand),
        BudgetScope::Campaign => text!(budgets.scopes.campaign),
        BudgetScope::Person => text!(budgets.scopes.person),
    }
}

/// How long a budget lasts.
pub fn period(period: Period) -> &'static str {
    match period {
        Period::Month => text!(budgets.periods.month),
        Period::Whole => text!(budgets.periods.whole),
    }
}

/// Milliseconds as people say them.
pub fn milliseconds(milliseconds: u64) -> String {
    if milliseconds < 1_000 {
        text!(time.millis, count = milliseconds)
    } else {
        let tenths = milliseconds / 100;
        text!(
            time.seconds,
            count = format!("{}.{}", tenths / 10, tenths % 10)
        )
    }
}

/// Tokens in and out.
pub fn tokens(tokens: Tokens) -> String {
    text!(
        run.tokens_in_out,
        input = grouped(tokens.input),
        output = grouped(tokens.output)
    )
}

/// A day as people write it, such as `Mon 23 Nov`.
pub fn day(day: Day) -> String {
    text!(
        date.day,
        weekday = weekday(day),
        day = day.0.day(),
        month = short_month(day.0.month().into())
    )
}

/// A moment in UTC as people write it, such as `23 Nov 2026, 22:15 UTC`.
pub fn moment(at: Timestamp) -> String {
    let utc = at.to_utc();
    text!(
        date.moment,
        day = utc.day(),
        month = short_month(utc.month().into()),
        year = utc.year(),
        time = format!("{:02}:{:02}", utc.hour(), utc.minute())
    )
}

/// The short name of a month, which counts from 1.
fn short_month(number: u8) -> &'static str {
    nth(text!(date.months), number - 1)
}

/// The entry of a list of names that are separated by spaces.
fn nth(names: &'static str, at: u8) -> &'static str {
    names.split(' ').nth(usize::from(at)).unwrap_or_default()
}

/// A day's weekday, such as `Mon`.
pub fn weekday(day: Day) -> &'static str {
    let at = day.0.weekday().number_days_from_monday();
    nth(text!(date.weekdays), at)
}

/// A day's month and year, such as `Nov 2026`.
pub fn month(day: Day) -> String {
    text!(
        date.month,
        month = short_month(day.0.month().into()),
        year = day.0.year()
    )
}

/// Seconds as people say them.
pub fn seconds(seconds: u32) -> String {
    if seconds < 60 {
        text!(time.seconds, count = seconds)
    } else {
        text!(
            time.minutes_seconds,
            minutes = seconds / 60,
            seconds = seconds % 60
        )
    }
}

/// A number with its language's mark every three digits.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mark = text!(number.mark);
    let mut shown = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push_str(mark);
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_cost_is_not_zero() {
        assert_eq!(cost(None), "unknown");
        assert_eq!(cost(Some(Cost(0))), "$0.0000");
    }

    #[test]
    fn a_moment_reads_as_people_write_it() {
        assert_eq!(
            moment(Timestamp(1_795_471_200_000_000)),
            "23 Nov 2026, 22:00 UTC"
        );
    }

    #[test]
    fn thousands_are_marked() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
