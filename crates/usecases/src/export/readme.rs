//! The archive's first page: what is in it and what of it may go out.

use domain::{channel::Severity, views::PostView};

use super::{CampaignExport, archive::post_name, standing::Standing};

/// The text of `README.txt`; `pictures` are the names of the campaign's pictures in the archive.
pub(super) fn readme(export: &CampaignExport, pictures: &[String]) -> String {
    let mut lines = vec![
        one_line(&export.campaign.brief.title),
        String::new(),
        format!("Taken out of Handbill on {}.", export.exported_at),
        String::new(),
        "campaign.md    the brief and every post, to read".into(),
        "campaign.csv   one row a post, for spreadsheets and schedulers; an apostrophe before"
            .into(),
        "               = + - @ keeps a spreadsheet from taking text for a formula".into(),
        "campaign.json  everything, for programs".into(),
        "posts/         each post as it is pasted into its channel".into(),
        "media/         the pictures".into(),
    ];
    let is_approved = |post: &&PostView| Standing::of(post).approval.is_some();
    let (approved, open): (Vec<_>, Vec<_>) = export.posts.iter().partition(is_approved);
    let groups = [
        ("APPROVED, may be published", approved),
        ("NOT APPROVED, do not publish yet", open),
    ];
    for (heading, posts) in groups {
        lines.extend([String::new(), format!("{heading} ({}):", posts.len())]);
        lines.extend(posts.into_iter().map(entry));
    }
    let built_in: Vec<_> = export
        .posts
        .iter()
        .filter(|post| Standing::of(post).is_built_in())
        .collect();
    if !built_in.is_empty() {
        lines.extend([
            String::new(),
            "Drafted without an AI model, from the words of the brief:".into(),
        ]);
        lines.extend(
            built_in
                .into_iter()
                .map(|post| format!("- {}", post_name(post))),
        );
    }
    if !pictures.is_empty() {
        lines.extend([String::new(), "Pictures, with their alt text:".into()]);
    }
    for (file, name) in export.media.iter().zip(pictures) {
        let alt = file
            .alt
            .as_deref()
            .filter(|alt| !alt.trim().is_empty())
            .unwrap_or("no alt text yet");
        lines.push(format!("- {name}: {}", one_line(alt)));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn entry(post: &PostView) -> String {
    let standing = Standing::of(post);
    let is_blocker = |severity| severity == Severity::Blocker;
    let blockers = post
        .findings
        .iter()
        .filter(|finding| is_blocker(finding.severity))
        .count();
    let blocked = match blockers {
        0 => String::new(),
        1 => "; 1 check says that it cannot go out like this".into(),
        _ => format!("; {blockers} checks say that it cannot go out like this"),
    };
    format!(
        "- {}: {}, version {} ({}), {}; {}{blocked}",
        post_name(post),
        post.publish_on,
        post.version.number,
        post.version.hash.short(),
        one_line(&standing.writers()),
        one_line(&standing.review(post.state)),
    )
}

/// `text` on one line, without what a terminal would obey.
fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    fn text(export: &CampaignExport) -> String {
        readme(export, &["media/oven-at-night.png".to_owned()])
    }

    #[test]
    fn the_readme_tells_what_may_go_out_and_what_no_model_wrote() {
        let readme = text(&sample::campaign());
        let (approved, rest) = readme
            .split_once("NOT APPROVED, do not publish yet (1):\n")
            .unwrap();
        assert!(
            approved.contains(
                "APPROVED, may be published (1):\n- posts/01-linkedin.txt: 2026-12-01, version 2 ("
            ),
            "{readme}"
        );
        assert!(
            approved.contains("approved by Ada on 2026-11-23"),
            "{readme}"
        );
        assert!(rest.starts_with("- posts/02-blog.txt: "), "{readme}");
        assert!(
            rest.contains(
                "Drafted without an AI model, from the words of the brief:\n- posts/02-blog.txt\n"
            ),
            "{readme}"
        );
        assert!(
            rest.contains("- media/oven-at-night.png: An oven\n"),
            "{readme}"
        );
    }

    #[test]
    fn an_approval_of_another_text_counts_for_nothing() {
        let mut export = sample::campaign();
        export.posts[0].version.hash.0.replace_range(..1, "x");
        assert!(text(&export).contains("APPROVED, may be published (0):"));
    }
}
