//! A picture for a post that nobody has chosen one for.

use super::{Layout, Look, OwnWords, Picture, Words, words, words::is_month};
use crate::post::PostContent;

/// The picture of a new post: the layout that suits its words, in the brand's look. `place` is
/// the post's place in its campaign, so that neighbours differ.
pub fn suggest(content: &PostContent, look: Look, place: u16) -> Option<Picture> {
    let words = words(content, &OwnWords::default());
    (!words.headline.is_empty()).then(|| Picture {
        layout: layout(&words, place),
        look,
        own: OwnWords::default(),
        photo: None,
    })
}

fn layout(words: &Words, place: u16) -> Layout {
    const PLAIN: [Layout; 6] = [
        Layout::Statement,
        Layout::Minimal,
        Layout::Announcement,
        Layout::Split,
        Layout::Poster,
        Layout::Frame,
    ];
    let headline = words.headline.as_str();
    let is_date = words.figure.split_whitespace().any(is_month);
    let short = headline.chars().count() <= 48;
    if headline.starts_with(['“', '„', '«', '"']) {
        Layout::Quote
    } else if headline.ends_with('?') {
        Layout::Question
    } else if is_date {
        Layout::Event
    } else if words.points.len() >= 3 {
        Layout::List
    } else if !words.figure.is_empty() && place.is_multiple_of(2) {
        Layout::Figure
    } else {
        let mut turn = PLAIN
            .into_iter()
            .cycle()
            .skip(usize::from(place) % PLAIN.len());
        turn.find(|layout| short || *layout != Layout::Poster)
            .unwrap_or(Layout::Statement)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(body: &str, place: u16) -> Option<Layout> {
        let content = PostContent {
            body: body.into(),
            ..PostContent::default()
        };
        suggest(&content, Look::unchosen("Rye"), place).map(|picture| picture.layout)
    }

    #[test]
    fn the_words_choose_the_layout() {
        for (body, layout) in [
            ("“The best rye in town.”", Layout::Quote),
            ("Who bakes at night?", Layout::Question),
            ("Opening on 12 December.", Layout::Event),
            ("Why us:\n- a\n- b\n- c", Layout::List),
            ("Bread for €4.", Layout::Figure),
            ("Bread.", Layout::Statement),
        ] {
            assert_eq!(suggested(body, 0), Some(layout), "{body}");
        }
    }

    #[test]
    fn neighbours_in_a_campaign_look_different() {
        let layouts: Vec<_> = (0..6).map(|place| suggested("Bread.", place)).collect();
        let distinct: std::collections::HashSet<_> = layouts.iter().collect();
        assert_eq!(distinct.len(), 6);
    }

    #[test]
    fn a_post_without_words_has_no_picture() {
        assert_eq!(suggested(" ", 0), None);
    }
}
