//! Sample briefs to start from, from three different trades.

use super::BriefDraft;
use crate::time::Day;

/// A brief to start from. Its dates are set when it is taken.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Short name for addresses.
    pub slug: &'static str,
    /// The trade it comes from.
    pub trade: &'static str,
    /// The brief's title.
    pub title: &'static str,
    markdown: &'static str,
}

impl Sample {
    /// The sample as a draft that begins a week after `today`.
    pub fn draft(&self, today: Day) -> BriefDraft {
        let start = BriefDraft::starting(today);
        BriefDraft::from_file(self.markdown, start.clone()).unwrap_or(start)
    }
}

/// The sample briefs.
pub const SAMPLES: &[Sample] = &[
    Sample {
        slug: "bakery",
        trade: "Local trade",
        title: "Oven-warm by seven",
        markdown: include_str!("samples/bakery.md"),
    },
    Sample {
        slug: "software",
        trade: "Business software",
        title: "Month-end without overtime",
        markdown: include_str!("samples/software.md"),
    },
    Sample {
        slug: "museum",
        trade: "Culture",
        title: "Night of a thousand lanterns",
        markdown: include_str!("samples/museum.md"),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_a_complete_brief() {
        for sample in SAMPLES {
            let brief = sample.draft("2026-11-23".parse().unwrap()).parse().unwrap();
            assert_eq!(brief.title, sample.title);
        }
    }
}
