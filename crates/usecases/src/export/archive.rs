//! The campaign as a ZIP archive: every other format, a text file a post, and the pictures.

use std::{
    collections::HashSet,
    io::{Cursor, Write as _},
};

use domain::{channel::Severity, views::PostView};
use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

use super::{
    CampaignExport, ExportError, MediaFile, document, markdown, names::safe_stem, posted_text,
    standing::Standing, table,
};

/// The archive's bytes; the same campaign gives the same bytes, whenever and wherever it is packed.
pub(super) fn zip(export: &CampaignExport) -> Result<Vec<u8>, ExportError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let pictures = picture_names(&export.media);
    let mut put = |name: &str, bytes: &[u8], method| -> Result<(), ExportError> {
        // A fixed time, system and mode: nothing of this machine goes along.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        archive.start_file(name, options)?;
        Ok(archive.write_all(bytes)?)
    };
    put(
        "README.txt",
        readme(export, &pictures).as_bytes(),
        CompressionMethod::Deflated,
    )?;
    put(
        "campaign.csv",
        &table::csv(export)?,
        CompressionMethod::Deflated,
    )?;
    put(
        "campaign.json",
        &document::json(export)?,
        CompressionMethod::Deflated,
    )?;
    put(
        "campaign.md",
        markdown::markdown(export).as_bytes(),
        CompressionMethod::Deflated,
    )?;
    for post in &export.posts {
        let text = posted_text(post.channel, &post.version.content);
        put(
            &post_name(post),
            text.as_bytes(),
            CompressionMethod::Deflated,
        )?;
    }
    for (file, name) in export.media.iter().zip(&pictures) {
        // Pictures are compressed already.
        put(name, &file.bytes, CompressionMethod::Stored)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn post_name(post: &PostView) -> String {
    format!("posts/{:02}-{}.txt", post.slot, post.channel.slug())
}

/// A safe name for each picture, no two alike on a system that ignores case.
fn picture_names(media: &[MediaFile]) -> Vec<String> {
    let mut taken = HashSet::new();
    let names = media.iter().map(|file| {
        let (stem, extension) = match file.file_name.rsplit_once('.') {
            Some((stem, extension)) => (stem, extension),
            None => (file.file_name.as_str(), ""),
        };
        let stem = safe_stem(stem, "picture");
        // The type decides, so that no program hides behind the name of a picture.
        let extension = match file.content_type.as_str() {
            "image/png" => "png".to_owned(),
            "image/jpeg" => "jpg".to_owned(),
            "image/webp" => "webp".to_owned(),
            "image/gif" => "gif".to_owned(),
            _ => format!("{}.bin", safe_stem(extension, "file")),
        };
        let numbered = |number: usize| match number {
            1 => format!("media/{stem}.{extension}"),
            _ => format!("media/{stem}-{number}.{extension}"),
        };
        let free = (1..)
            .map(numbered)
            .find(|name| !taken.contains(name))
            .unwrap_or_default();
        taken.insert(free.clone());
        free
    });
    names.collect()
}

/// What is in the archive and what of it may go out.
fn readme(export: &CampaignExport, pictures: &[String]) -> String {
    let (approved, open): (Vec<_>, Vec<_>) = export
        .posts
        .iter()
        .partition(|post| Standing::of(post).approval.is_some());
    let mut text = format!(
        "{}\n\nTaken out of Handbill on {}.\n\n\
         campaign.md    the brief and every post, to read\n\
         campaign.csv   one row a post, for spreadsheets and schedulers; an apostrophe before\n\
         \u{20}              = + - @ keeps a spreadsheet from taking text for a formula\n\
         campaign.json  everything, for programs\n\
         posts/         each post as it is pasted into its channel\n\
         media/         the pictures\n",
        one_line(&export.campaign.brief.title),
        export.exported_at,
    );
    push_list(&mut text, "APPROVED, may be published", &approved);
    push_list(&mut text, "NOT APPROVED, do not publish yet", &open);
    let built_in: Vec<_> = export
        .posts
        .iter()
        .filter(|post| Standing::of(post).is_built_in())
        .map(|post| post_name(post))
        .collect();
    if !built_in.is_empty() {
        text.push_str("\nDrafted without an AI model, from the words of the brief:\n");
        built_in
            .iter()
            .for_each(|name| text.push_str(&format!("- {name}\n")));
    }
    if !pictures.is_empty() {
        text.push_str("\nPictures, with their alt text:\n");
        for (file, name) in export.media.iter().zip(pictures) {
            let alt = file
                .alt
                .as_deref()
                .filter(|alt| !alt.trim().is_empty())
                .unwrap_or("no alt text yet");
            text.push_str(&format!("- {name}: {}\n", one_line(alt)));
        }
    }
    text
}

fn push_list(text: &mut String, heading: &str, posts: &[&PostView]) {
    text.push_str(&format!("\n{heading} ({}):\n", posts.len()));
    for post in posts {
        let standing = Standing::of(post);
        let blockers = post
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Blocker)
            .count();
        let blocked = match blockers {
            0 => String::new(),
            1 => "; 1 check says that it cannot go out like this".to_owned(),
            _ => format!("; {blockers} checks say that it cannot go out like this"),
        };
        text.push_str(&format!(
            "- {}: {}, version {} ({}), {}; {}{blocked}\n",
            post_name(post),
            post.publish_on,
            post.version.number,
            post.version.hash.short(),
            one_line(&standing.writers()),
            one_line(&standing.review(post.state)),
        ));
    }
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
    use std::io::Read as _;

    use proptest::prelude::*;
    use zip::ZipArchive;

    use super::{super::sample, *};

    fn open(export: &CampaignExport) -> Vec<(String, Vec<u8>)> {
        let mut archive = ZipArchive::new(Cursor::new(zip(export).unwrap())).unwrap();
        let entries = (0..archive.len()).map(|index| {
            let mut file = archive.by_index(index).unwrap();
            assert!(file.enclosed_name().is_some(), "{}", file.name());
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().to_owned(), bytes)
        });
        entries.collect()
    }

    fn text(export: &CampaignExport, name: &str) -> String {
        let bytes = open(export)
            .into_iter()
            .find(|(found, _)| found == name)
            .unwrap()
            .1;
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_archive_holds_every_format_every_post_and_the_pictures() {
        let entries = open(&sample::campaign());
        let names: Vec<_> = entries.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "README.txt",
                "campaign.csv",
                "campaign.json",
                "campaign.md",
                "posts/01-linkedin.txt",
                "posts/02-blog.txt",
                "media/oven-at-night.png"
            ]
        );
        assert_eq!(entries[4].1, b"Bread at seven.\n\n#bread");
        assert_eq!(entries[6].1, [1, 2, 3, 4]);
    }

    #[test]
    fn the_readme_tells_what_may_go_out_and_what_no_model_wrote() {
        let readme = text(&sample::campaign(), "README.txt");
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
        assert!(text(&export, "README.txt").contains("APPROVED, may be published (0):"));
    }

    #[test]
    fn pictures_of_one_name_do_not_overwrite_each_other() {
        let mut export = sample::campaign();
        let file = export.media[0].clone();
        let named = |name: &str, kind: &str| MediaFile {
            file_name: name.into(),
            content_type: kind.into(),
            ..file.clone()
        };
        export.media = vec![
            named("A.png", "image/png"),
            named("../a.PNG", "image/png"),
            named("a.exe", "image/png"),
            named("", "image/jpeg"),
            named("x.sh", "text/x-sh"),
        ];
        assert_eq!(
            picture_names(&export.media),
            [
                "media/a.png",
                "media/a-2.png",
                "media/a-3.png",
                "media/picture.jpg",
                "media/x.sh.bin"
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn no_name_or_text_breaks_out_of_the_archive(names in proptest::collection::vec(any::<String>(), 0..4), body in any::<String>()) {
            let mut export = sample::campaign();
            let file = export.media[0].clone();
            export.media = names.iter().map(|name| MediaFile { file_name: format!("../{name}"), ..file.clone() }).collect();
            export.campaign.brief.title = body.clone();
            export.posts[1].version.content.body = body.clone();
            let entries = open(&export);
            let distinct: HashSet<_> = entries.iter().map(|(name, _)| name.to_lowercase()).collect();
            prop_assert_eq!(distinct.len(), 6 + names.len());
            prop_assert_eq!(&entries[5].1, &posted_text(export.posts[1].channel, &export.posts[1].version.content).into_bytes());
        }
    }
}
