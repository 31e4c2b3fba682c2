//! What an image model is to make, from what the post says.

use domain::{
    channel::{ChannelKind, PostFormat},
    picture::Look,
    post::PostContent,
    run::Framework,
};

use super::{Desk, contexts, write};
use crate::{WritingContext, built_in::image_brief};

fn context() -> WritingContext {
    let desk = Desk::samples().next().unwrap();
    desk.one(
        ChannelKind::Instagram,
        PostFormat::Image,
        Framework::Aida,
        1,
    )
}

#[test]
fn every_post_gets_a_brief_that_may_be_used_and_is_always_the_same() {
    let look = Look::unchosen("Rye");
    for context in contexts() {
        let post = write(&context, 7);
        let brief = image_brief(&context, &post, &look);
        assert_eq!(brief, image_brief(&context, &post, &look));
        let parsed = brief.parse().unwrap();
        assert!(parsed.colours.contains(&look.primary.to_string()));
        assert!(!parsed.shows.contains("The words “"), "{}", parsed.shows);
        assert!(!parsed.alt_text.is_empty());
    }
}

#[test]
fn an_idea_for_a_photograph_is_taken_and_what_the_brief_avoids_is_not() {
    let post = PostContent {
        image_idea: Some("A photograph of a cheap loaf.".into()),
        alt_text: Some("A loaf.".into()),
        ..PostContent::default()
    };
    let look = Look::unchosen("Rye");
    let mut context = context();
    context.brief.avoid.clear();
    let brief = image_brief(&context, &post, &look);
    assert_eq!(
        (brief.shows.as_str(), brief.alt_text.as_str()),
        ("A photograph of a cheap loaf.", "A loaf.")
    );
    context.brief.avoid = vec!["cheap".into()];
    let brief = image_brief(&context, &post, &look);
    assert!(!brief.shows.contains("cheap"), "{}", brief.shows);
    assert!(brief.avoid.ends_with("cheap."), "{}", brief.avoid);
}
