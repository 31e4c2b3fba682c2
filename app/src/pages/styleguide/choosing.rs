//! Choosing one, several, or how much.

use leptos::prelude::*;

use super::sample;
use crate::components::{
    CheckboxGroup, Combobox, RadioGroup, SelectField, Slider, SwitchField, TagField,
};

fn choices() -> Vec<(String, String)> {
    [
        ("x", "X"),
        ("linkedin", "LinkedIn"),
        ("instagram", "Instagram"),
        ("email", "E-mail"),
    ]
    .map(|(code, name)| (code.to_owned(), name.to_owned()))
    .to_vec()
}

pub fn samples() -> Vec<AnyView> {
    vec![
        sample(
            "Select",
            "<SelectField>: one of many.",
            view! { <SelectField name="sample_select" label="Channel" options=choices() value="linkedin" /> }.into_any(),
        ),
        sample(
            "Combobox",
            "<Combobox>: type anything, or take what is offered (datalist).",
            view! { <Combobox name="sample_combo" label="Market" options=vec!["Germany".into(), "France".into(), "Japan".into()] /> }
                .into_any(),
        ),
        sample(
            "Checkboxes",
            "<CheckboxGroup>: any number of a few. A single one is label.check.",
            view! {
                <CheckboxGroup name="sample_boxes[]" label="Channels" options=choices() chosen=vec!["x".into()] hint="At least one." />
                <label class="check"><input type="checkbox" /> "Send me a copy"</label>
            }
            .into_any(),
        ),
        sample(
            "Radio buttons",
            "<RadioGroup>: one of a few, all in sight.",
            view! { <RadioGroup name="sample_radio" label="Send" options=choices() value="email" /> }.into_any(),
        ),
        sample(
            "Switch",
            "<SwitchField>: on or off, at once. A checkbox with role=\"switch\".",
            view! {
                <SwitchField name="sample_on" label="Write the alt text" on=true />
                <SwitchField name="sample_off" label="Add hashtags" on=false />
            }
            .into_any(),
        ),
        sample(
            "Slider",
            "<Slider>: about how much, where the exact number matters little.",
            view! { <Slider name="sample_slider" label="Playfulness" least=0 most=10 value=4 /> }.into_any(),
        ),
        sample(
            "Tags",
            "<TagField>: words with commas between them; with a script each can be taken away alone.",
            view! { <TagField name="sample_tags" label="Hashtags" value="bread, oven" hint="Enter or a comma ends a word." /> }.into_any(),
        ),
    ]
}
