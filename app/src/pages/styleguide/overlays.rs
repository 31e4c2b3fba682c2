//! What lies over the page.

use leptos::prelude::*;

use super::sample;
use crate::components::{CopyButton, Dialog, Glyph, Icon, Menu, Tooltip};

pub fn samples() -> Vec<AnyView> {
    let mut samples = opened();
    samples.extend(said());
    samples
}

fn opened() -> Vec<AnyView> {
    vec![
        sample(
            "Dialog",
            "<Dialog>: a native dialog behind a button with command=\"show-modal\". Escape closes it, the focus goes back to the button.",
            view! {
                <Dialog id="sample-dialog" title="Cancel the run?" opener="Open a dialog">
                    <p>"What is written stays. The rest is not written."</p>
                    <form method="dialog" class="actions">
                        <button class="button">"Keep it running"</button>
                        <button class="button" data-kind="danger-fill">"Cancel the run"</button>
                    </form>
                </Dialog>
            }
            .into_any(),
        ),
        sample(
            "Drawer",
            "<Dialog drawer=true>: from the side, or from below on a phone.",
            view! {
                <Dialog id="sample-drawer" title="What happened" opener="Open a drawer" drawer=true>
                    <p>"Whatever is long and does not end the work on the page."</p>
                </Dialog>
            }
            .into_any(),
        ),
        sample(
            "Popover",
            "popover=\"auto\" and popovertarget: closes by Escape and by a tap beside it.",
            view! {
                <button type="button" class="button" popovertarget="sample-popover">"Open a popover"</button>
                <div id="sample-popover" class="popover" popover="auto" data-from="start"><p>"Something small about the button."</p></div>
            }
            .into_any(),
        ),
        sample(
            "Menu",
            "<Menu>: links and acts behind a button; Tab leads through them.",
            view! {
                <Menu id="sample-menu" label="More">
                    <li><a href="#overlays"><Glyph icon=Icon::Copy />"Duplicate"</a></li>
                    <li><a href="#overlays"><Glyph icon=Icon::Download />"Download"</a></li>
                </Menu>
            }
            .into_any(),
        ),
    ]
}

fn said() -> Vec<AnyView> {
    vec![
        sample(
            "Tooltip",
            "<Tooltip> around a control with aria-describedby. Opens for the pointer and the keyboard; Escape closes it.",
            view! {
                <Tooltip id="sample-tip" text="Voids an approval there is">
                    <button type="button" class="button" aria-describedby="sample-tip">"Save as new version"</button>
                </Tooltip>
            }
            .into_any(),
        ),
        sample(
            "Toast",
            "data-done on a form or <CopyButton>: said for a moment in #said, which is read out.",
            view! { <CopyButton label="Copy text" text="Real bread." done="Copied" /> }.into_any(),
        ),
    ]
}
