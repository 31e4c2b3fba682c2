//! What is being described and made, and what failed.

use domain::{ids::CampaignId, run::StepState, views::StepView};
use leptos::prelude::*;

use crate::{
    components::{Badge, Form, FormState, Icon, Submit, labels},
    pages::campaign::{StepLink, Trouble},
    text::text,
};

/// Steps that are open, or failed and were not given up.
#[component]
pub fn Work(
    /// The campaign.
    campaign: CampaignId,
    /// The steps.
    steps: Vec<StepView>,
) -> AnyView {
    let rows: Vec<_> = steps
        .into_iter()
        .map(|step| view! { <li class="step"><Step campaign step /></li> })
        .collect();
    view! {
        <section class="card" id="work">
            <h2>{text!(images.work)}</h2>
            <ol role="list" class="steps">{rows}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn Step(campaign: CampaignId, step: StepView) -> AnyView {
    let (state, tone) = labels::step_state(step.state);
    let failed = step.state == StepState::Failed;
    let label = if failed {
        text!(images.dismiss)
    } else {
        text!(images.cancel)
    };
    let describes = format!("{label}: {}", labels::step_label(step.key));
    let form = FormState::new("/api/ui/cancel-step");
    let id = step.id.to_string();
    view! {
        <div class="step-line" aria-busy=(!failed).then_some("true")>
            <span class="step-name"><StepLink campaign step=step.clone() /></span>
            <Badge label=state tone pictured=true />
        </div>
        <div class="actions">
            <Trouble step />
            <Form state=form class="inline">
                <input type="hidden" name="step" value=id />
                <Submit label kind="quiet" size="small" icon=Icon::Cross describes />
            </Form>
        </div>
    }
    .into_any()
}
