//! Captions of a film: its spoken lines at the times of their shots.

use super::Storyboard;

/// A `WebVTT` file (W3C Candidate Recommendation of 4 April 2019) for a film of so many milliseconds;
/// `None` when nobody speaks.
pub fn captions(storyboard: &Storyboard, millis: u32) -> Option<String> {
    if !storyboard.speaks() {
        return None;
    }
    let mut file = "WEBVTT\n".to_owned();
    for (from, to, shot) in storyboard.timed(millis) {
        let said = payload(&shot.said);
        if !said.is_empty() && from < to {
            file.extend(["\n", &moment(from), " --> ", &moment(to), "\n", &said, "\n"]);
        }
    }
    Some(file)
}

/// The words as a cue holds them: an empty line would end the cue, and `-->` would be its time.
fn payload(said: &str) -> String {
    let words = said
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn moment(millis: u32) -> String {
    let seconds = millis / 1_000;
    format!(
        "{:02}:{:02}:{:02}.{:03}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60,
        millis % 1_000
    )
}

#[cfg(test)]
mod tests {
    use super::super::Shot;
    use super::*;

    fn board(said: [&str; 2]) -> Storyboard {
        let shot = |said: &str| Shot {
            seconds: 4,
            seen: "A loaf".into(),
            said: said.into(),
        };
        Storyboard {
            shots: said.map(shot).to_vec(),
            ..Storyboard::default()
        }
    }

    #[test]
    fn each_line_stands_at_the_time_of_its_shot_in_the_true_length() {
        let file = captions(&board(["", "Fresh at six."]), 7_958).unwrap();
        assert_eq!(
            file,
            "WEBVTT\n\n00:00:03.979 --> 00:00:07.958\nFresh at six.\n"
        );
        assert_eq!(captions(&board(["", ""]), 8_000), None);
    }

    #[test]
    fn words_cannot_end_a_cue_or_become_markup() {
        let file = captions(&board(["<b>1 --> 2</b>\n\nNOTE & more", ""]), 8_000).unwrap();
        assert!(
            file.ends_with("\n&lt;b&gt;1 --&gt; 2&lt;/b&gt;\nNOTE &amp; more\n"),
            "{file}"
        );
    }
}
