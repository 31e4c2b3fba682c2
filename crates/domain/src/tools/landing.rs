//! Putting a result into a post.

use super::{ToolInput, ToolKind, ToolOutput, joined};
use crate::{
    channel::ChannelKind,
    post::{ContentField, PostContent},
};

/// The field of a post that a tool's results go into, when its text came from the field `from`;
/// `None` where the channel has no such field or results are no part of a post.
pub fn lands_in(tool: ToolKind, from: ContentField, channel: ChannelKind) -> Option<ContentField> {
    let field = match tool {
        ToolKind::Titles | ToolKind::Seo | ToolKind::SubjectLines => ContentField::Title,
        ToolKind::Hashtags => ContentField::Hashtags,
        ToolKind::AltText => ContentField::AltText,
        ToolKind::CallsToAction => ContentField::Body,
        ToolKind::Summary
        | ToolKind::Tone
        | ToolKind::Shorten
        | ToolKind::Lengthen
        | ToolKind::Transcreate => from,
        ToolKind::Keywords | ToolKind::Readability | ToolKind::ReadAloud => return None,
    };
    channel.spec().field(field).map(|_| field)
}

/// The post with result number `choice` in `field`: hashtags and recreated lines as a whole, a call
/// to action as the last paragraph, everything else in the place of what stood there. `None` when
/// there is no such result.
pub fn landed(
    input: &ToolInput,
    output: &ToolOutput,
    choice: usize,
    field: ContentField,
    content: &PostContent,
) -> Option<PostContent> {
    let text = match output {
        ToolOutput::Suggestions { items } if input.tool == ToolKind::Hashtags => {
            let tags: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
            tags.join(" ")
        }
        ToolOutput::Suggestions { items } => {
            let text = &items.get(choice)?.text;
            let stood = content.get(field);
            if input.tool == ToolKind::CallsToAction && !stood.trim().is_empty() {
                format!("{}\n\n{text}", stood.trim_end())
            } else {
                text.clone()
            }
        }
        ToolOutput::Seo { pairs } => pairs.get(choice)?.title.clone(),
        ToolOutput::Lines { lines } => {
            let targets: Vec<&str> = lines.iter().map(|line| line.target.as_str()).collect();
            joined(&input.text, &targets)
        }
        ToolOutput::Readability { .. } | ToolOutput::Speech { .. } => return None,
    };
    let mut content = content.clone();
    content.set(field, &text);
    Some(content)
}

#[cfg(test)]
mod tests {
    use super::{super::Suggestion, *};

    fn input(tool: ToolKind) -> ToolInput {
        ToolInput {
            tool,
            text: "Bread".into(),
            language: None,
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

    #[test]
    fn a_title_goes_where_the_channel_has_one() {
        let body = ContentField::Body;
        assert_eq!(
            lands_in(ToolKind::Titles, body, ChannelKind::Email),
            Some(ContentField::Title)
        );
        assert_eq!(lands_in(ToolKind::Titles, body, ChannelKind::X), None);
        assert_eq!(lands_in(ToolKind::Keywords, body, ChannelKind::X), None);
        assert_eq!(
            lands_in(ToolKind::Shorten, body, ChannelKind::X),
            Some(body)
        );
    }

    #[test]
    fn hashtags_go_in_together_and_a_call_to_action_comes_last() {
        let post = PostContent {
            body: "Warm at seven.\n".into(),
            ..PostContent::default()
        };
        let tags = suggestions(&["#Bread", "#Rye"]);
        let landed = |tool, output: &ToolOutput, choice, field| {
            super::landed(&input(tool), output, choice, field, &post)
        };
        let tagged = landed(ToolKind::Hashtags, &tags, 0, ContentField::Hashtags).unwrap();
        assert_eq!(tagged.hashtags, ["Bread", "Rye"]);
        let calls = suggestions(&["Order now.", "Come in."]);
        let called = landed(ToolKind::CallsToAction, &calls, 1, ContentField::Body).unwrap();
        assert_eq!(called.body, "Warm at seven.\n\nCome in.");
        let shorter = landed(ToolKind::Shorten, &calls, 1, ContentField::Body).unwrap();
        assert_eq!(shorter.body, "Come in.");
        assert_eq!(
            landed(ToolKind::Shorten, &calls, 2, ContentField::Body),
            None
        );
    }
}
