//! What a video model is to make, from what the post says.

use domain::picture::Look;

use super::{contexts, write};
use crate::built_in::storyboard;

#[test]
fn every_post_gets_a_storyboard_that_may_be_used_and_is_always_the_same() {
    let look = Look::unchosen("Rye");
    for context in contexts() {
        let post = write(&context, 7);
        let board = storyboard(&context, &post, &look);
        assert_eq!(board, storyboard(&context, &post, &look));
        let parsed = board.parse().unwrap();
        assert_eq!(parsed.shots.len(), 2);
        let seconds: u8 = parsed.shots.iter().map(|shot| shot.seconds).sum();
        assert_eq!(seconds, 8);
        assert!(parsed.avoid.contains("logos"), "{}", parsed.avoid);
    }
}
