//! Choices that look free and can be repeated.

/// A small seeded generator (`SplitMix64`); the same seed gives the same choices everywhere.
#[derive(Clone, Copy, Debug)]
pub(in crate::built_in) struct Dice(u64);

impl Dice {
    /// Dice that fall the same for the same seed.
    pub(in crate::built_in) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`; 0 when `bound` is 0.
    pub(in crate::built_in) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        let bound = u64::try_from(bound).unwrap_or(u64::MAX);
        z.checked_rem(bound)
            .and_then(|at| usize::try_from(at).ok())
            .unwrap_or_default()
    }
}

/// The entry at `turn`, beginning again after the last; `None` of an empty list.
pub(in crate::built_in) fn turn<T>(list: &[T], turn: usize) -> Option<&T> {
    turn.checked_rem(list.len()).and_then(|at| list.get(at))
}
