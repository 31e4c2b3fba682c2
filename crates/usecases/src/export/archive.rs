//! The campaign as a ZIP archive: every other format, a text file a post, and the pictures.

use std::{
    collections::HashSet,
    io::{Cursor, Write as _},
};

use domain::views::PostView;
use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

use super::{
    CampaignExport, ExportError, MediaFile, document, markdown, names::safe_stem, posted_text,
    readme::readme, table,
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
    let packed = CompressionMethod::Deflated;
    put("README.txt", readme(export, &pictures).as_bytes(), packed)?;
    put("campaign.csv", &table::csv(export)?, packed)?;
    put("campaign.json", &document::json(export)?, packed)?;
    put("campaign.md", markdown::markdown(export).as_bytes(), packed)?;
    for post in &export.posts {
        let text = posted_text(post.channel, &post.version.content);
        put(&post_name(post), text.as_bytes(), packed)?;
    }
    for (file, name) in export.media.iter().zip(&pictures) {
        // Pictures are compressed already.
        put(name, &file.bytes, CompressionMethod::Stored)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The name of a post's text file in the archive.
pub(super) fn post_name(post: &PostView) -> String {
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
        let mut free = format!("media/{stem}.{extension}");
        let mut number = 1;
        while taken.contains(&free) {
            number += 1;
            free = format!("media/{stem}-{number}.{extension}");
        }
        taken.insert(free.clone());
        free
    });
    names.collect()
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
