use super::*;
use crate::{
    channel::ChannelKind,
    ids::TermId,
    tools::{Address, SeoPair, Suggestion, TargetLine, TermDraft},
};

fn input(tool: ToolKind, text: &str) -> ToolInput {
    ToolInput {
        tool,
        text: text.into(),
        language: "en".parse().ok(),
        target: None,
        market: None,
        address: None,
        tone: None,
        channel: None,
        picture: None,
    }
}

fn suggestions(texts: &[&str]) -> ToolOutput {
    let item = |text: &&str| Suggestion {
        text: (*text).into(),
        ..Suggestion::default()
    };
    ToolOutput::Suggestions {
        items: texts.iter().map(item).collect(),
    }
}

fn rules(remarks: &[Remark]) -> Vec<&str> {
    remarks.iter().map(|remark| remark.rule.as_str()).collect()
}

fn about(tool: ToolKind, source: &str, text: &str) -> Checked {
    check(
        &input(tool, source),
        &suggestions(&[text]),
        Against::default(),
    )
}

#[test]
fn a_title_that_another_post_has_is_named_in_any_case() {
    let taken = ["Warm at Seven".to_owned()];
    let against = Against {
        taken: &taken,
        ..Against::default()
    };
    let output = suggestions(&["warm at seven", "Bread", "bread"]);
    let checked = check(&input(ToolKind::Titles, "Bread"), &output, against);
    assert_eq!(rules(&checked.each[0]), ["tools.title_taken"]);
    assert!(checked.each[1].is_empty());
    assert_eq!(rules(&checked.each[2]), ["tools.repeated"]);
}

#[test]
fn numbers_and_links_that_nobody_gave_are_found() {
    let source = "Bread for 3 euros. https://example.com/a";
    let checked = about(ToolKind::Titles, source, "30% off: https://example.com/b");
    assert_eq!(
        rules(&checked.each[0]),
        ["tools.link_invented", "tools.number_invented"]
    );
    assert!(about(ToolKind::Titles, source, "Bread for 3").each[0].is_empty());
}

#[test]
fn a_shortened_text_is_shorter_and_keeps_what_counts() {
    let source =
        "Dear {{name}}, our bread costs 3.50 from 7 on. See https://example.com/bread for more.";
    let checked = about(
        ToolKind::Shorten,
        source,
        "Dear friend, our bread costs 3,50.",
    );
    assert_eq!(
        rules(&checked.each[0]),
        [
            "tools.placeholder_lost",
            "tools.number_lost",
            "tools.link_lost"
        ]
    );
    let same = about(ToolKind::Shorten, source, source);
    assert_eq!(rules(&same.each[0]), ["tools.length"]);
    assert_eq!(
        rules(&about(ToolKind::Lengthen, "A text.", "A.").each[0]),
        ["tools.length"]
    );
    assert!(about(ToolKind::Tone, source, source).each[0].is_empty());
}

#[test]
fn a_text_for_a_channel_keeps_its_limits() {
    let long = "word ".repeat(80);
    let asked = ToolInput {
        channel: Some(ChannelKind::X),
        ..input(ToolKind::Tone, &long)
    };
    let checked = check(&asked, &suggestions(&[&long]), Against::default());
    assert!(rules(&checked.each[0]).contains(&"x.length"), "{checked:?}");
}

#[test]
fn hashtags_are_held_against_the_channel_one_by_one_and_together() {
    let asked = ToolInput {
        channel: Some(ChannelKind::X),
        ..input(ToolKind::Hashtags, "Bread")
    };
    let tags = ["#123", "#Bread", "#Rye", "#Oven", "#Warm", "#Seven"];
    let checked = check(&asked, &suggestions(&tags), Against::default());
    assert_eq!(rules(&checked.each[0]), ["hashtags.form"]);
    assert!(checked.each[1].is_empty());
    assert_eq!(rules(&checked.together), ["x.hashtags_many"]);
}

#[test]
fn subject_lines_keep_the_limits_of_a_mail() {
    let checked = about(
        ToolKind::SubjectLines,
        "Bread",
        &"Bread and more bread ".repeat(8),
    );
    assert!(
        checked.each[0].iter().any(|remark| remark.source.is_some()),
        "{checked:?}"
    );
    assert!(about(ToolKind::SubjectLines, "Bread", "Your bread is warm").each[0].is_empty());
}

#[test]
fn keywords_and_calls_are_held_against_use() {
    let source = "We bake sourdough bread at five.";
    assert!(about(ToolKind::Keywords, source, "sourdough bread").each[0].is_empty());
    assert_eq!(
        rules(&about(ToolKind::Keywords, source, "gluten-free bread").each[0]),
        ["tools.keyword_absent"]
    );
    let long = "Come by whenever you like and take some of our bread";
    assert_eq!(
        rules(&about(ToolKind::CallsToAction, source, long).each[0]),
        ["tools.call_long"]
    );
}

#[test]
fn search_results_are_measured_in_pixels() {
    let pair = |title: &str, description: &str| SeoPair {
        title: title.into(),
        description: description.into(),
        note: String::new(),
    };
    let fits = "Sourdough bread that is still warm when you come by at seven, baked at five by people you know.";
    let output = ToolOutput::Seo {
        pairs: vec![
            pair("Sourdough bread, warm at seven", fits),
            pair(&"W".repeat(32), &"W".repeat(70)),
            pair("Bread", "bread"),
        ],
    };
    let checked = check(&input(ToolKind::Seo, fits), &output, Against::default());
    assert!(checked.each[0].is_empty(), "{checked:?}");
    assert_eq!(
        rules(&checked.each[1]),
        ["seo.title_cut", "seo.description_cut"]
    );
    assert_eq!(
        rules(&checked.each[2]),
        ["seo.same", "seo.title_short", "seo.description_short"]
    );
}

/// What is said about one line that was recreated in German, spoken formally.
fn recreated(source: &str, target: &str, terms: &[Term]) -> Vec<String> {
    let asked = ToolInput {
        target: "de".parse().ok(),
        address: Some(Address::Formal),
        ..input(ToolKind::Transcreate, source)
    };
    let line = TargetLine {
        source: source.into(),
        target: target.into(),
        ..TargetLine::default()
    };
    let output = ToolOutput::Lines { lines: vec![line] };
    let against = Against {
        terms,
        ..Against::default()
    };
    let checked = check(&asked, &output, against);
    checked.each[0]
        .iter()
        .map(|remark| remark.rule.clone())
        .collect()
}

#[test]
fn a_recreated_line_keeps_numbers_links_names_and_placeholders() {
    let source = "Hi {{name}}: 2 loaves from Lindner at https://example.com/bread";
    let good = "Hallo {{name}}: 2 Brote von Lindner auf https://example.com/bread";
    assert!(recreated(source, good, &[]).is_empty());
    assert_eq!(
        recreated(source, "Hallo: Brote", &[]),
        [
            "lines.link_lost",
            "tools.placeholder_lost",
            "lines.number_lost",
            "lines.name_lost"
        ]
    );
}

#[test]
fn a_recreated_line_is_written_as_its_readers_write() {
    let quoted = |target| recreated("Say “bread”.", target, &[]);
    assert!(quoted("Sagen Sie „Brot“.").is_empty());
    assert_eq!(quoted("Sagen Sie “Brot”."), ["lines.quotes"]);
    assert_eq!(
        recreated("Only $1,200.50.", "Nur 1,200.50 $.", &[]),
        ["lines.decimals"]
    );
    assert!(recreated("Only $1,200.50.", "Nur 1.200,50 $.", &[]).is_empty());
    assert!(recreated("From 7:30 on.", "Ab 7.30 Uhr.", &[]).is_empty());
}

#[test]
fn a_recreated_line_speaks_to_readers_as_asked() {
    assert_eq!(
        recreated("Your bread.", "Hol dir dein Brot.", &[]),
        ["lines.address"]
    );
    assert!(recreated("Your bread.", "Holen Sie Ihr Brot.", &[]).is_empty());
    let informal = ToolInput {
        target: "de".parse().ok(),
        address: Some(Address::Informal),
        ..input(ToolKind::Transcreate, "x")
    };
    let found = |target: &str| {
        let line = TargetLine {
            source: "x".into(),
            target: target.into(),
            ..TargetLine::default()
        };
        lines::about(&informal, &line, &[])
    };
    assert_eq!(rules(&found("Holen Sie es.")), ["lines.address"]);
    assert!(found("Sie ist warm.").is_empty(), "she, not you");
}

#[test]
fn a_recreated_line_follows_the_term_base() {
    let draft = TermDraft {
        source: "guests".into(),
        language: "de".into(),
        rule: "required".into(),
        target: "Gäste".into(),
    };
    let terms = [draft.parse(TermId(uuid::Uuid::nil())).unwrap()];
    assert_eq!(
        recreated("Our guests.", "Unsere Kunden.", &terms),
        ["terms.breach"]
    );
    assert!(recreated("Our guests.", "Unsere Gäste.", &terms).is_empty());
    assert!(recreated("Our bread.", "Unser Brot.", &terms).is_empty());
}

#[test]
fn a_line_that_was_left_as_it_is_is_named() {
    let source = "Fresh bread every single day";
    assert_eq!(recreated(source, source, &[]), ["lines.untranslated"]);
    assert!(recreated("Oven & Co", "Oven & Co", &[]).is_empty());
}
