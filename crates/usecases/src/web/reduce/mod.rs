//! A page's bytes become words: title, description, main text, prices and a picture.

mod charset;
mod elements;
mod head;
mod hidden;
mod markup;
mod prices;
mod references;
mod scan;
mod skip;
#[cfg(test)]
mod tests;
mod tidy;

use dom_smoothie::{Config, Readability};
use domain::web_page::WebPage;
use url::Url;

use scan::{AMPERSAND, Scan, scan};
use tidy::{join, tidy};

/// The most characters of the main text; the shape says so too.
const MOST_MAIN_TEXT: usize = 20_000;
const MOST_TITLE: usize = 300;
const MOST_DESCRIPTION: usize = 1_000;
/// An article shorter than this, in characters, is a teaser.
const LEAST_ARTICLE: usize = 200;

/// A page as it came.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// Where it came from, after redirects.
    pub(super) address: &'a Url,
    /// The `Content-Type` header, for its character set.
    pub(super) content_type: &'a str,
    /// The page, unpacked.
    pub(super) bytes: &'a [u8],
    /// Whether it is XHTML.
    pub(super) xml: bool,
}

/// The page's words; `None` if it has neither text nor description. Takes processor time that
/// grows with the length of the page and no faster, whatever it holds.
pub(super) fn reduce(source: &Source<'_>) -> Option<WebPage> {
    let found = scan(
        &charset::decode(source.bytes, source.content_type),
        source.xml,
    );
    let head = &found.head;
    let title = head
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty());
    let title = title
        .or_else(|| head.meta(&["og:title", "twitter:title"]))
        .or(head.heading.as_deref());
    let description = head.meta(&["description", "og:description", "twitter:description"]);
    let main_text = main_text(&found);
    let mut prices = head.prices();
    prices::find(&main_text, &mut prices);
    let page = WebPage {
        address: source.address.to_string(),
        title: tidy(title.unwrap_or_default(), MOST_TITLE),
        description: tidy(description.unwrap_or_default(), MOST_DESCRIPTION),
        main_text,
        prices,
        social_image: head.social_image(source.address),
    };
    Some(page).filter(|page| !page.main_text.is_empty() || !page.description.is_empty())
}

/// The article, if the page is one. A shop's or a product's page is made of many parts, of which a
/// readability parser keeps one: there, all visible text that is not navigation counts.
fn main_text(found: &Scan) -> String {
    let own = found
        .blocks
        .iter()
        .filter(|block| !block.aside)
        .map(|block| &block.text);
    let mut whole = join(own, MOST_MAIN_TEXT);
    if whole.is_empty() {
        whole = join(found.blocks.iter().map(|block| &block.text), MOST_MAIN_TEXT);
    }
    let article = article(&found.copy).unwrap_or_default();
    let (long, all) = (article.chars().count(), whole.chars().count());
    if long >= LEAST_ARTICLE && long * 5 >= all * 2 {
        article
    } else {
        whole
    }
}

fn article(copy: &str) -> Option<String> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::new(copy, None, Some(config))
        .ok()?
        .parse()
        .ok()?;
    let blocks = scan(&article.content, false).blocks;
    let texts = blocks
        .iter()
        .map(|block| block.text.replace(AMPERSAND, "&"));
    Some(join(texts, MOST_MAIN_TEXT))
}
