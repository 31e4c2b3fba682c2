//! Which words of two texts are the same ones: Myers' shortest edit script ("An O(ND) Difference
//! Algorithm and Its Variations", 1986).

/// Differences beyond which two texts count as having nothing in common between their equal
/// beginnings and ends: the search takes time and memory by the square of this.
const MOST_DIFFERENCES: usize = 1_000;

/// The indices of equal tokens in `old` and `new`, rising in both.
pub(super) fn pairs(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (rest(old, head), rest(new, head));
    let tail = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(same)
        .count();
    let (old_end, new_end) = (old_rest.len() - tail, new_rest.len() - tail);
    let middle = between(
        old_rest.get(..old_end).unwrap_or_default(),
        new_rest.get(..new_end).unwrap_or_default(),
    );
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    pairs.extend(
        middle
            .into_iter()
            .map(|(old, new)| (old + head, new + head)),
    );
    pairs.extend((0..tail).map(|at| (head + old_end + at, head + new_end + at)));
    pairs
}

fn rest<'t, 's>(tokens: &'t [&'s str], from: usize) -> &'t [&'s str] {
    tokens.get(from..).unwrap_or_default()
}

/// How far the search got on each diagonal. Diagonal `k` holds the furthest index into the old
/// text; the new text's index is `k` less.
#[derive(Clone)]
struct Reach(Vec<usize>);

impl Reach {
    fn at(&self, diagonal: isize) -> usize {
        self.slot(diagonal)
            .and_then(|slot| self.0.get(slot))
            .copied()
            .unwrap_or_default()
    }

    fn set(&mut self, diagonal: isize, x: usize) {
        if let Some(place) = self.slot(diagonal).and_then(|slot| self.0.get_mut(slot)) {
            *place = x;
        }
    }

    fn slot(&self, diagonal: isize) -> Option<usize> {
        (self.0.len() / 2).checked_add_signed(diagonal)
    }

    /// Whether the best way onto `diagonal` after `steps` differences came from the one above it,
    /// by adding a token, rather than by removing one.
    fn comes_from_above(&self, diagonal: isize, steps: isize) -> bool {
        diagonal == -steps || (diagonal != steps && self.at(diagonal - 1) < self.at(diagonal + 1))
    }
}

fn between(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let most = (old.len() + new.len()).min(MOST_DIFFERENCES);
    let mut reach = Reach(vec![0; 2 * most + 3]);
    let mut history = Vec::new();
    for steps in 0..=most.cast_signed() {
        history.push(Reach(window(&reach, steps)));
        for diagonal in (-steps..=steps).step_by(2) {
            let mut x = if reach.comes_from_above(diagonal, steps) {
                reach.at(diagonal + 1)
            } else {
                reach.at(diagonal - 1) + 1
            };
            let mut y = x.saturating_add_signed(-diagonal);
            while let (Some(a), Some(b)) = (old.get(x), new.get(y))
                && a == b
            {
                (x, y) = (x + 1, y + 1);
            }
            reach.set(diagonal, x);
            if x >= old.len() && y >= new.len() {
                return trace(&history, old.len(), new.len());
            }
        }
    }
    Vec::new()
}

/// The diagonals that a search of `steps` differences looks at, so that the history takes no more
/// memory than it needs.
fn window(reach: &Reach, steps: isize) -> Vec<usize> {
    (-steps - 1..=steps + 1).map(|at| reach.at(at)).collect()
}

/// Walks back from the end and collects the equal tokens on the way.
fn trace(history: &[Reach], mut x: usize, mut y: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (steps, reach) in history.iter().enumerate().rev() {
        let steps = steps.cast_signed();
        let diagonal = x.cast_signed() - y.cast_signed();
        let above = reach.comes_from_above(diagonal, steps);
        let before = diagonal + if above { 1 } else { -1 };
        let (from_x, from_y) = if steps == 0 {
            (0, 0)
        } else {
            let from = reach.at(before);
            (from, from.saturating_add_signed(-before))
        };
        while x > from_x && y > from_y {
            (x, y) = (x - 1, y - 1);
            pairs.push((x, y));
        }
        (x, y) = (from_x, from_y);
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The length of the longest common subsequence, by the book.
    fn longest(old: &[&str], new: &[&str]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for a in old {
            let mut above_left = 0;
            for (at, b) in new.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if a == b {
                    above_left + 1
                } else {
                    above.max(row[at])
                };
                above_left = above;
            }
        }
        row[new.len()]
    }

    #[test]
    fn texts_that_differ_beyond_measure_share_their_ends_alone() {
        let old: Vec<String> = (0..3_000).map(|n| format!("a{n}")).collect();
        let new: Vec<String> = (0..3_000).map(|n| format!("b{n}")).collect();
        let framed = |words: &[String]| {
            let mut text = vec!["head".to_owned()];
            text.extend_from_slice(words);
            text.push("tail".to_owned());
            text
        };
        let (old, new) = (framed(&old), framed(&new));
        let slices =
            |words: &'static [String]| words.iter().map(String::as_str).collect::<Vec<_>>();
        let (old, new) = (slices(old.leak()), slices(new.leak()));
        assert_eq!(pairs(&old, &new), [(0, 0), (3_001, 3_001)]);
    }

    proptest! {
        #[test]
        fn pairs_are_equal_rise_and_are_as_many_as_can_be(
            old in proptest::collection::vec("[abc]", 0..24), new in proptest::collection::vec("[abc]", 0..24)
        ) {
            let (old, new): (Vec<_>, Vec<_>) = (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
            let pairs = pairs(&old, &new);
            prop_assert!(pairs.iter().all(|(a, b)| old[*a] == new[*b]));
            prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            prop_assert_eq!(pairs.len(), longest(&old, &new));
        }
    }
}
