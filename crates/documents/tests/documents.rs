//! Documents as programs write them, and as nobody should.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::io::{Cursor, Write as _};

use documents::{MAX_BYTES, MAX_CHARS, MAX_PAGES, Refusal, text_of};
use lopdf::{Document, Object, Stream, dictionary};
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

/// Printed by a browser: letters as numbers in fonts of its own, each line where it likes.
const PRINTED: &[u8] = include_bytes!("../fixtures/briefing.pdf");

fn read(bytes: &[u8]) -> Result<String, Refusal> {
    text_of(bytes, &|| true).map(|words| words.text)
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let mut archive = ZipWriter::new(&mut file);
    for (name, text) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    file.into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#
    );
    let styles = r#"<w:styles xmlns:w="w">
        <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
        <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
    </w:styles>"#;
    package(&[
        ("word/document.xml", &document),
        ("word/styles.xml", styles),
    ])
}

/// A PDF of `pages` pages whose content is the same stream.
fn portable(pages: usize, content: Stream) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier", "Encoding" => "WinAnsiEncoding",
    });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let content = document.add_object(content);
    let kids: Vec<Object> = (0..pages)
        .map(|_| {
            let page = dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content };
            document.add_object(page).into()
        })
        .collect();
    let count = i64::try_from(pages).unwrap();
    document.objects.insert(
        tree,
        dictionary! {
            "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        }
        .into(),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn plainly(content: &str) -> Stream {
    Stream::new(dictionary! {}, content.as_bytes().to_vec())
}

#[test]
fn a_page_printed_by_a_browser_is_read_line_by_line() {
    let text = read(PRINTED).unwrap();
    let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines[..3],
        [
            "Herbstmarkt Weinberg",
            "Ziel",
            "150 Anmeldungen für die Verkostung bis Ende Oktober."
        ]
    );
    assert!(
        lines.contains(&"Zielgruppe") && lines.contains(&"Kernbotschaft"),
        "{text}"
    );
    assert!(
        text.contains("Der Herbst schmeckt dort am besten, wo er wächst."),
        "{text}"
    );
    assert!(text.contains("https://weinberg.example/herbst"), "{text}");
}

#[test]
fn lines_of_a_pdf_stay_lines_and_gaps_become_spaces() {
    let content = "BT /F1 12 Tf 14 TL 50 800 Td (Audience) Tj T* [(Com) 20 (muters) -300 (of) -300 (K\\366ln)] TJ \
                   (next) ' ET q 1 0 0 1 0 -100 cm BT /F1 12 Tf 50 600 Td (below) Tj ET Q";
    let text = read(&portable(1, plainly(content))).unwrap();
    assert_eq!(text, "Audience\nCommuters of Köln\nnext\n\nbelow");
}

#[test]
fn headings_lists_and_tables_of_a_word_document_are_kept() {
    let text = read(&word(
        r#"<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Autumn</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Goal</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">Win </w:t></w:r><w:r><w:t>200 guests &amp; more</w:t></w:r><w:del><w:r><w:delText>nobody</w:delText></w:r></w:del></w:p>
        <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>first</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Audience:</w:t></w:r></w:p></w:tc>
        <w:tc><w:p><w:r><w:t>Walkers</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#,
    ))
    .unwrap();
    assert_eq!(
        text,
        "# Autumn\n## Goal\nWin 200 guests & more\n- first\nAudience: Walkers"
    );
}

#[test]
fn plain_text_is_read_in_the_encodings_people_have() {
    assert_eq!(read("Grüße 日本".as_bytes()).unwrap(), "Grüße 日本");
    assert_eq!(read(b"\xEF\xBB\xBFmark").unwrap(), "mark");
    assert_eq!(read(b"Gr\xFC\xDFe").unwrap(), "Grüße");
    assert_eq!(read(b"\xFF\xFEh\0i\0").unwrap(), "hi");
    assert_eq!(read(b"a\r\n\r\n\r\n\r\nb\r\n").unwrap(), "a\n\nb");
}

#[test]
fn what_cannot_be_read_is_refused_each_in_its_own_words() {
    assert_eq!(read(b"").unwrap_err(), Refusal::NoText);
    assert_eq!(
        read(b"\x89PNG\r\n\x1a\n\0\0").unwrap_err(),
        Refusal::UnknownKind
    );
    assert_eq!(
        read(&package(&[("mimetype", "epub")])).unwrap_err(),
        Refusal::UnknownKind
    );
    assert_eq!(read(b"PK\x03\x04 broken").unwrap_err(), Refusal::Damaged);
    assert_eq!(read(b"%PDF-1.7 broken").unwrap_err(), Refusal::Damaged);
    assert_eq!(
        read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 doc").unwrap_err(),
        Refusal::OldWord
    );
    assert_eq!(read(&word("<w:p/>")).unwrap_err(), Refusal::NoText);
    assert_eq!(
        read(&vec![b'a'; MAX_BYTES + 1]).unwrap_err(),
        Refusal::TooLarge
    );
    let pages = portable(MAX_PAGES + 1, plainly("BT /F1 1 Tf (a) Tj ET"));
    assert_eq!(
        read(&pages).unwrap_err(),
        Refusal::TooManyPages(MAX_PAGES + 1)
    );
    assert_eq!(text_of(PRINTED, &|| false).unwrap_err(), Refusal::TooSlow);
}

#[test]
fn what_unpacks_to_a_heap_is_refused_before_it_does() {
    let heap = format!(
        "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
        " ".repeat(20_000_000)
    );
    let bomb = word(&heap);
    assert!(bomb.len() < 100_000);
    assert_eq!(read(&bomb).unwrap_err(), Refusal::TooMuchInside);
    let many = word(&"<w:p/>".repeat(500_000));
    assert_eq!(read(&many).unwrap_err(), Refusal::TooMuchInside);
    let mut stream = plainly(&" ".repeat(20_000_000));
    stream.compress().unwrap();
    assert_eq!(
        read(&portable(1, stream)).unwrap_err(),
        Refusal::TooMuchInside
    );
    let streams = format!("%PDF-1.5\n{}", "<< /Type /Obj#53tm >>".repeat(300));
    assert_eq!(
        read(streams.as_bytes()).unwrap_err(),
        Refusal::TooMuchInside
    );
    let entity = package(&[(
        "word/document.xml",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
    )]);
    assert_eq!(read(&entity).unwrap_err(), Refusal::Damaged);
}

#[test]
fn a_deep_pile_of_elements_is_no_trouble() {
    let depth = 20_000;
    let pile = format!("{}{}", "<w:tbl>".repeat(depth), "</w:tbl>".repeat(depth));
    assert!(read(&word(&pile)).is_err());
    let pile = format!(
        "%PDF-1.7\n1 0 obj\n{}{}\nendobj",
        "<</A ".repeat(depth),
        ">>".repeat(depth)
    );
    assert!(read(pile.as_bytes()).is_err());
}

#[test]
fn a_long_text_is_cut_and_says_so() {
    let words = text_of("é".repeat(MAX_CHARS + 5).as_bytes(), &|| true).unwrap();
    assert!(words.cut);
    assert_eq!(words.text.chars().count(), MAX_CHARS);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0_usize..3) {
        let head: &[u8] = [b"%PDF-1.7\n".as_slice(), b"PK\x03\x04", b""][kind];
        let _whatever = read(&[head, &bytes].concat());
    }

    #[test]
    fn a_document_with_bytes_changed_is_read_or_refused(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<proptest::sample::Index>(),
    ) {
        let word = word("<w:p><w:r><w:t>Goal</w:t></w:r></w:p>");
        for whole in [PRINTED, &word] {
            let mut bytes = whole.to_vec();
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            let _whatever = read(&bytes);
            bytes.truncate(cut.index(bytes.len()));
            let _whatever = read(&bytes);
        }
    }
}
