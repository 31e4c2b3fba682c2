//! Texts to choose from: held against the text they were made of and where they go.

use super::{Checked, Remark, alt, seo};
use crate::{
    channel::{BriefRules, ChannelKind, Finding, Severity, check, words::same_but_case},
    post::{ContentField, PostContent},
    tools::{
        Suggestion, TITLE_PIXELS, TITLE_SIZE, ToolInput, ToolKind,
        kept::{self, addresses, numbers, placeholders},
        pixel_width,
    },
};

/// More words than this are no call any more.
const CALL_WORDS: usize = 8;

/// What there is to say about each.
pub(super) fn each(input: &ToolInput, items: &[Suggestion], taken: &[String]) -> Vec<Vec<Remark>> {
    let about = |(at, item): (usize, &Suggestion)| {
        let text = item.text.as_str();
        let mut remarks = match input.tool {
            // What is to be seen stands in no text.
            ToolKind::AltText => alt::about(input, text),
            _ => invented(&input.text, text),
        };
        let before = items.iter().take(at);
        if before
            .into_iter()
            .any(|other| same_but_case(&other.text, text))
        {
            remarks.push(Remark::new(
                "tools.repeated",
                Severity::Advice,
                "It is the same as one above.",
            ));
        }
        remarks.extend(of_tool(input, text, taken));
        remarks
    };
    items.iter().enumerate().map(about).collect()
}

fn of_tool(input: &ToolInput, text: &str, taken: &[String]) -> Vec<Remark> {
    match input.tool {
        ToolKind::Titles => title(text, taken),
        ToolKind::SubjectLines => {
            let mut remarks = in_field(ChannelKind::Email, ContentField::Title, text);
            remarks.extend(seo::duplicate(text, taken));
            remarks
        }
        ToolKind::Keywords => keyword(&input.text, text),
        ToolKind::CallsToAction => call(text),
        ToolKind::Summary => length(input, text),
        ToolKind::Tone | ToolKind::Shorten | ToolKind::Lengthen => same(input, text),
        _ => Vec::new(),
    }
}

fn title(text: &str, taken: &[String]) -> Vec<Remark> {
    let mut remarks = seo::duplicate(text, taken);
    let pixels = pixel_width(text, TITLE_SIZE);
    if pixels > TITLE_PIXELS {
        let sentence =
            format!("It is {pixels} pixels wide; a list of search results shows {TITLE_PIXELS}.");
        remarks.push(Remark::new("seo.title_cut", Severity::Advice, sentence));
    }
    remarks
}

/// What the channel says about one field.
pub(super) fn in_field(kind: ChannelKind, field: ContentField, text: &str) -> Vec<Remark> {
    let mut content = PostContent::default();
    content.set(field, text);
    let found = check(kind, &content, &BriefRules::default());
    let own = |finding: &Finding| finding.field == field;
    found.into_iter().filter(own).map(Remark::from).collect()
}

fn keyword(source: &str, text: &str) -> Vec<Remark> {
    let said = text.split_whitespace().all(|word| kept::has(source, word));
    if said {
        return Vec::new();
    }
    vec![Remark::new(
        "tools.keyword_absent",
        Severity::Advice,
        "The text does not use it. Whoever searches for it will not find this page by it.",
    )]
}

fn call(text: &str) -> Vec<Remark> {
    let words = text.split_whitespace().count();
    if words <= CALL_WORDS {
        return Vec::new();
    }
    vec![Remark::new(
        "tools.call_long",
        Severity::Advice,
        format!("It has {words} words; a button or last line holds about {CALL_WORDS}."),
    )]
}

/// A text that says the same has everything of the other, and is as long as asked.
fn same(input: &ToolInput, text: &str) -> Vec<Remark> {
    let mut remarks = length(input, text);
    let lost = numbers(&input.text)
        .into_iter()
        .filter(|number| !numbers(text).contains(number));
    remarks.extend(lost.map(|number| {
        Remark::new(
            "tools.number_lost",
            Severity::Warning,
            format!("The number “{number}” of the text is not in it."),
        )
    }));
    let lost = addresses(&input.text)
        .into_iter()
        .filter(|address| !addresses(text).contains(address));
    remarks.extend(lost.map(|address| {
        Remark::new(
            "tools.link_lost",
            Severity::Warning,
            format!("The link “{address}” of the text is not in it."),
        )
    }));
    remarks.extend(lost_placeholders(&input.text, text));
    if let Some(channel) = input.channel {
        remarks.extend(in_field(channel, ContentField::Body, text));
    }
    remarks
}

fn length(input: &ToolInput, text: &str) -> Vec<Remark> {
    let (before, after) = (input.text.chars().count(), text.chars().count());
    let wrong = match input.tool {
        ToolKind::Shorten | ToolKind::Summary => after >= before,
        ToolKind::Lengthen => after <= before,
        _ => false,
    };
    if !wrong {
        return Vec::new();
    }
    vec![Remark::new(
        "tools.length",
        Severity::Warning,
        format!("It has {after} characters; the text has {before}."),
    )]
}

/// Placeholders that are filled in later, by a program that needs them letter by letter.
pub(super) fn lost_placeholders(source: &str, text: &str) -> Vec<Remark> {
    let there = placeholders(text);
    let lost = placeholders(source)
        .into_iter()
        .filter(|placeholder| !there.contains(placeholder));
    lost.map(|placeholder| {
        Remark::new(
            "tools.placeholder_lost",
            Severity::Blocker,
            format!("The placeholder “{placeholder}” is not in it."),
        )
    })
    .collect()
}

/// Numbers and links that the text does not have.
pub(super) fn invented(source: &str, text: &str) -> Vec<Remark> {
    let known = numbers(source);
    let numbers = numbers(text)
        .into_iter()
        .filter(|number| !known.contains(number))
        .map(|number| {
            Remark::new(
                "tools.number_invented",
                Severity::Warning,
                format!("“{number}” is not in the text. Check it, or leave it out."),
            )
        });
    let known = addresses(source);
    let links = addresses(text)
        .into_iter()
        .filter(|address| !known.contains(address))
        .map(|address| {
            Remark::new(
                "tools.link_invented",
                Severity::Blocker,
                format!("The link “{address}” is not in the text. Leave it out."),
            )
        });
    numbers.chain(links).collect()
}

/// Hashtags together, by the channel's rules; their form one by one.
pub(super) fn hashtags(input: &ToolInput, items: &[Suggestion]) -> Checked {
    // Without a channel the form alone counts, which is the same on each.
    let kind = input.channel.unwrap_or(ChannelKind::Instagram);
    let found = |text: &str| {
        let mut remarks = in_field(kind, ContentField::Hashtags, text);
        remarks.retain(|remark| input.channel.is_some() || remark.rule.starts_with("hashtags."));
        remarks
    };
    let all: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
    let each: Vec<Vec<Remark>> = all.iter().map(|text| found(text)).collect();
    let mut together = found(&all.join(" "));
    together.retain(|remark| !each.iter().flatten().any(|own| own.rule == remark.rule));
    Checked { each, together }
}
