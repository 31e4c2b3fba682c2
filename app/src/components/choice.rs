//! Choosing from a list: one of many, or several.

use leptos::prelude::*;

use super::field::{FieldError, described_by, field_id};

/// An entry of a list: what is sent and what is read.
pub type Choice = (String, String);

/// One of many.
#[component]
pub fn SelectField(
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    options: Vec<Choice>,
    /// What is chosen at first.
    #[prop(optional, into)]
    value: String,
    /// What is wrong with the choice.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> AnyView {
    let id = field_id(&name);
    let described = described_by(&id, false);
    let options: Vec<_> = options
        .into_iter()
        .map(|(code, shown)| view! { <option value=code.clone() selected=code == value>{shown}</option> })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select class="input" id=id.clone() name=name aria-describedby=described
                aria-invalid=error.is_some().then_some("true")>
                {options}
            </select>
            <FieldError id=id error=error />
        </div>
    }
    .into_any()
}

/// Any number of a few.
#[component]
pub fn CheckboxGroup(
    /// The name each is sent under; it ends in `[]`.
    #[prop(into)]
    name: String,
    /// What they are together.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    options: Vec<Choice>,
    /// What is chosen at first.
    chosen: Vec<String>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the choice.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> AnyView {
    let id = field_id(&name);
    let described = described_by(&id, hint.is_some());
    let boxes: Vec<_> = options
        .into_iter()
        .map(|(code, shown)| {
            let checked = chosen.contains(&code);
            view! {
                <label class="choice">
                    <input type="checkbox" name=name.clone() value=code checked=checked />
                    {shown}
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field" id=id.clone() tabindex="-1" aria-describedby=described>
            <legend>{label}</legend>
            <div class="choices">{boxes}</div>
            <FieldError id=id.clone() error=error />
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
        </fieldset>
    }
    .into_any()
}

/// One of a few, all in sight.
#[component]
pub fn RadioGroup(
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What they are together.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    options: Vec<Choice>,
    /// What is chosen at first.
    #[prop(optional, into)]
    value: String,
) -> AnyView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(code, shown)| {
            let checked = code == value;
            view! {
                <label class="choice">
                    <input type="radio" name=name.clone() value=code checked=checked />
                    {shown}
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field">
            <legend>{label}</legend>
            <div class="choices">{options}</div>
        </fieldset>
    }
    .into_any()
}

/// A line of text with what is usual offered below it.
#[component]
pub fn Combobox(
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What is offered.
    options: Vec<String>,
    /// What it begins with.
    #[prop(optional, into)]
    value: String,
) -> AnyView {
    let id = field_id(&name);
    let list = format!("{id}-list");
    let options: Vec<_> = options
        .into_iter()
        .map(|option| view! { <option value=option></option> })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input class="input" id=id name=name value=value list=list.clone() autocomplete="off" dir="auto" />
            <datalist id=list>{options}</datalist>
        </div>
    }
    .into_any()
}

/// On or off, at once.
#[component]
pub fn SwitchField(
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What is on or off.
    #[prop(into)]
    label: String,
    /// Whether it is on at first.
    on: bool,
) -> AnyView {
    view! {
        <label class="check">
            <input type="checkbox" role="switch" class="switch" name=name checked=on />
            {label}
        </label>
    }
    .into_any()
}

/// About how much.
#[component]
pub fn Slider(
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// The least.
    least: i32,
    /// The most.
    most: i32,
    /// What it begins with.
    value: i32,
) -> AnyView {
    let id = field_id(&name);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input type="range" id=id name=name min=least max=most value=value />
        </div>
    }
    .into_any()
}
