//! A post as it is pasted into its channel.

use domain::{
    channel::{ChannelKind, HashtagPlacement, LinkPlacement, composed_text},
    post::{ContentField, PostContent},
};

/// The post as it is pasted: the composed text, and above it, a line each, what the channel asks
/// for in fields of its own (subject, title, link).
pub fn posted_text(channel: ChannelKind, content: &PostContent) -> String {
    let spec = channel.spec();
    let apart = |field| match field {
        ContentField::Title | ContentField::Preheader => true,
        ContentField::Link => spec.links.placement == LinkPlacement::Separate,
        ContentField::Hashtags => spec.hashtags.placement == HashtagPlacement::Separate,
        ContentField::Body | ContentField::ImageIdea | ContentField::AltText => false,
    };
    let mut lines = Vec::new();
    for field in spec.fields.iter().filter(|field| apart(field.field)) {
        let value = content.get(field.field).replace(['\r', '\n'], " ");
        if !value.trim().is_empty() {
            lines.push(format!("{}: {value}", field.label));
        }
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(composed_text(channel, content));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> PostContent {
        PostContent {
            title: Some("Oven-warm".into()),
            body: "Bread at seven.".into(),
            hashtags: vec!["bread".into()],
            link: Some("https://rye.example/".into()),
            ..PostContent::default()
        }
    }

    #[test]
    fn a_feed_post_is_its_text_and_nothing_else() {
        assert_eq!(
            posted_text(ChannelKind::LinkedIn, &content()),
            "Bread at seven.\n\nhttps://rye.example/\n\n#bread"
        );
    }

    #[test]
    fn an_email_has_its_subject_above_the_text() {
        let text = posted_text(ChannelKind::Email, &content());
        assert!(text.starts_with("Subject: Oven-warm\n"), "{text}");
        assert!(text.ends_with("\n\nBread at seven."), "{text}");
    }
}
