//! Publishing a draft, with what it breaks.

use domain::views::{GoldenDesk, VoiceDesk};
use leptos::prelude::*;

use crate::{
    components::{Form, FormState, Icon, Notice, Submit, TextField, Tone},
    text::text,
};

/// The end of the page: what the draft breaks, and publishing it.
#[component]
pub fn Publish(desk: VoiceDesk, golden: GoldenDesk) -> AnyView {
    let Some(draft) = desk.draft else {
        return ().into_any();
    };
    let state = FormState::new("/api/ui/publish-voice");
    let discard = FormState::new("/api/ui/discard-voice-draft");
    let all = golden.cases.len();
    let wrong = golden.cases.iter().filter(|case| case.is_wrong()).count();
    let title = text!(voice.publish_title, number = draft.number.to_string());
    let (tone, sentence) = match (all, wrong) {
        (0, _) => (Tone::Plain, text!(voice.no_golden).to_owned()),
        (_, 0) => (Tone::Good, text!(voice.none_wrong, all = all.to_string())),
        _ => (
            Tone::Warn,
            text!(
                voice.wrong_count,
                wrong = wrong.to_string(),
                all = all.to_string()
            ),
        ),
    };
    view! {
        <section class="card" id="publish">
            <h2>{title}</h2>
            <p class="muted">{text!(voice.publish_about)}</p>
            <Notice tone>
                <p>{sentence} " " <a href="/brand/voice/golden">{text!(voice.tab_golden)}</a></p>
            </Notice>
            <Form state>
                <input type="hidden" name="seen" value=draft.at.to_string() />
                <TextField name="note" label=text!(voice.note) optional=true
                    value=state.typed("note").unwrap_or_default() error=state.error("note") />
                {(wrong > 0).then(|| view! {
                    <label class="choice"><input type="checkbox" name="despite_golden" value="true" /> {text!(voice.despite)}</label>
                })}
                <div class="actions"><Submit label=text!(voice.publish) kind="primary" icon=Icon::Tick /></div>
            </Form>
            <Form state=discard>
                <div class="actions"><Submit label=text!(voice.discard) kind="danger" size="small" /></div>
            </Form>
        </section>
    }
    .into_any()
}
