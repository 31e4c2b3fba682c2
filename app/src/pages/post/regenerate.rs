//! Having a post or one field of it written anew.

use domain::views::PostView;
use leptos::prelude::*;

use crate::{
    components::{CheckboxGroup, Details, Form, FormState, Icon, SelectField, Submit, TextField},
    text::text,
};

/// What to write anew, what must stay, and what should be different.
#[component]
pub fn Regenerate(
    /// The post.
    post: PostView,
) -> AnyView {
    let form = FormState::new("/api/ui/regenerate-post");
    let spec = post.channel.spec();
    let fields = || {
        spec.fields
            .iter()
            .map(|spec| (spec.field.slug().to_owned(), spec.label.to_owned()))
    };
    let mut choices = vec![(String::new(), text!(post.whole_post).to_owned())];
    choices.extend(fields());
    let locked = post
        .locked
        .iter()
        .map(|field| field.slug().to_owned())
        .collect();
    view! {
        <section class="card">
            <Details summary=text!(post.regenerate_title)>
                <Form state=form>
                    <input type="hidden" name="id" value=post.id.to_string() />
                    <SelectField name="field" label=text!(post.regenerate_what) options=choices error=form.error("fields") />
                    <CheckboxGroup name="locked[]" label=text!(post.locked) hint=text!(post.locked_hint)
                        options=fields().collect() chosen=locked />
                    <TextField name="wish" label=text!(post.wish) hint=text!(post.wish_hint) rows=2 optional=true
                        value=form.typed("wish").unwrap_or_default() error=form.error("wish") />
                    <div class="actions"><Submit label=text!(post.regenerate) icon=Icon::Again /></div>
                </Form>
            </Details>
        </section>
    }
    .into_any()
}
