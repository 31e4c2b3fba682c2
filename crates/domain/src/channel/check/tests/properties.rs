//! What holds for every finding on every text.

use proptest::prelude::*;

use super::{BriefRules, check};
use crate::channel::{
    ChannelKind, Finding,
    strategies::{content, text},
};

fn brief_entries() -> impl Strategy<Value = Vec<String>> {
    let entry = prop_oneof![
        text(),
        proptest::sample::select(vec![
            "cheap",
            "A very loud sentence",
            "say “free”",
            "のは",
            "🙋🏽",
            "example.com",
            "tag",
            "."
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(entry, 0..3)
}

/// How often a rule speaks about a field.
fn times(findings: &[Finding], finding: &Finding) -> usize {
    findings
        .iter()
        .filter(|other| other.rule == finding.rule && other.field == finding.field)
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn spans_lie_on_character_boundaries_and_a_fix_removes_its_finding(
        mut content in content(), mandatories in brief_entries(), avoid in brief_entries(), longer in 1_usize..12,
        kind in proptest::sample::select(ChannelKind::ALL.to_vec()),
    ) {
        content.body = content.body.repeat(longer);
        let brief = BriefRules { mandatories: &mandatories, avoid: &avoid };
        let findings = check(kind, &content, &brief);
        for finding in &findings {
            let text = content.get(finding.field);
            if let Some(span) = finding.span {
                prop_assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{finding:?} in {text:?}");
            }
            prop_assert!(!finding.message.is_empty());
            if let Some(fix) = &finding.fix {
                let mut fixed = content.clone();
                fixed.set(finding.field, &fix.replacement);
                let after = check(kind, &fixed, &brief);
                prop_assert!(times(&after, finding) < times(&findings, finding), "{kind} {finding:?} of {content:?}");
            }
        }
    }
}
