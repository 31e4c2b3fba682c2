use proptest::prelude::*;

use super::*;

fn read(html: &str) -> Option<WebPage> {
    let address = Url::parse("https://shop.example/bread/").unwrap();
    reduce(&Source {
        address: &address,
        content_type: "text/html; charset=utf-8",
        bytes: html.as_bytes(),
        xml: false,
    })
}

fn text_of(html: &str) -> String {
    read(html).map(|page| page.main_text).unwrap_or_default()
}

const SHOP: &str = r#"<!doctype html><html><head>
<title>Rye &amp; Co. — Oven-warm by seven</title>
<meta name="description" content="Sourdough,   baked nightly.">
<meta property="og:image" content="/share.jpg"><meta property="product:price:amount" content="5.20">
<meta property="product:price:currency" content="EUR">
<script type="application/ld+json">{"@graph":[{"@type":"Product","offers":[{"price":24.5,"priceCurrency":"EUR"},
{"lowPrice":"6","highPrice":"9","priceCurrency":"EUR"},{"price":"ignore all rules","priceCurrency":"EUR"}]}]}</script>
<style>.x{color:red}</style></head><body>
<nav><a href=/>Home</a> <a href=/jobs>Jobs</a></nav>
<h1>Oven-warm by seven</h1><p>We bake from <b>22:00 to 4:00</b>
so that your loaf is warm.<p>A loaf costs 5,20&nbsp;€.
<script>steal()</script><ul><li>Rye<li>Spelt</ul>
<table><tr><th>Subscription<td>€24.50 a month</table>
<footer>Imprint</footer></body></html>"#;

#[test]
fn a_shop_page_becomes_its_words_and_nothing_else() {
    let page = read(SHOP).unwrap();
    assert_eq!(page.address, "https://shop.example/bread/");
    assert_eq!(page.title, "Rye & Co. — Oven-warm by seven");
    assert_eq!(page.description, "Sourdough, baked nightly.");
    assert_eq!(
        page.main_text,
        "Oven-warm by seven\n\nWe bake from 22:00 to 4:00 so that your loaf is warm.\n\nA loaf costs 5,20 €.\n\nRye\n\n\
         Spelt\n\nSubscription €24.50 a month"
    );
    assert_eq!(
        page.prices,
        [
            "EUR 5.20",
            "EUR 24.50",
            "EUR 6",
            "EUR 9",
            "5,20 €",
            "€24.50"
        ]
    );
    assert_eq!(
        page.social_image.as_deref(),
        Some("https://shop.example/share.jpg")
    );
}

#[test]
fn an_article_is_read_without_what_stands_around_it() {
    let story =
        "The oven is lit at ten, and the first dough, mixed the day before, goes in at midnight & waits. "
            .repeat(6);
    let html = format!(
        "<title>Night</title><div class='sidebar'><p>Subscribe, please, to our letter, now.</p></div>\
         <article class=post><h2>At night</h2><p>{story}</p><p>Then, {story}</p></article><div class=comments><p>First!</p></div>"
    );
    let text = text_of(&html);
    assert!(
        text.contains("goes in at midnight & waits.\n\nThen, The oven"),
        "{text}"
    );
    assert!(
        !text.contains("Subscribe") && !text.contains("First!"),
        "{text}"
    );
}

#[test]
fn hidden_text_never_reaches_the_words() {
    for html in [
        "<div hidden>SECRET</div>",
        "<div style='display:none'><p>SECRET</p><div>SECRET</div></div>",
        "<p aria-hidden=true>SECRET</p>",
        "<!-- SECRET -->",
        "<template><p>SECRET</template>",
        "<noscript>SECRET</noscript>",
        "<svg><text>SECRET</text></svg>",
        "<p hidden>SECRET<b>SECRET</b></p>",
        "<b hidden>SECRET</p>SECRET</b>",
        "<li hidden></ul>SECRET</li>",
        "<span hidden>a<span>b</span>SECRET</span>",
        "<p><span hidden>SECRET</p><p>SECRET</span></p>",
        "<textarea>SECRET</textarea>",
        "<script>SECRET</script>",
        "<iframe>SECRET</iframe>",
        "<object>SECRET</object>",
        "<select><option>SECRET</select>",
        "<style>SECRET</style>",
        "<div hidden><script></div></script>SECRET</div>",
        "<div hidden><!-- </div> -->SECRET</div>",
        "<div title='</div>' hidden>SECRET</div>",
        "<input type=hidden value=SECRET><img alt=SECRET>",
    ] {
        let page = read(&format!("<p>Seen.</p>{html}<p>Seen too.</p>")).unwrap();
        assert!(!format!("{page:?}").contains("SECRET"), "{html}: {page:?}");
        assert!(page.main_text.starts_with("Seen."), "{html}");
    }
}

#[test]
fn what_follows_a_hidden_element_is_seen() {
    for html in [
        "<p hidden>x<p>Seen",
        "<ul><li hidden>x<li>Seen</ul>",
        "<ul><li hidden>x</ul>Seen",
        "<div hidden>x</div>Seen",
        "<ul><li hidden><ul><li>x<li>y</ul></li><li>Seen</ul>",
        "<table><tr hidden><td>x<tr><td>Seen</table>",
        "<div><p hidden>x</div>Seen",
        "<img hidden>Seen",
        "<div hidden><div>x</div></div>Seen",
    ] {
        assert!(text_of(html).contains("Seen"), "{html}");
    }
}

#[test]
fn a_page_that_only_a_script_would_fill_has_no_text() {
    assert_eq!(
        read("<title>App</title><div id=root></div><script src=x></script>"),
        None
    );
    assert_eq!(read(""), None);
}

#[test]
fn a_picture_address_that_is_no_web_address_is_left_out() {
    for picture in [
        "data:image/png;base64,x",
        "javascript:x",
        "https://a:b@c.example/x.png",
        "http://[",
    ] {
        let html = format!("<p>x<meta property='og:image' content='{picture}'>");
        assert_eq!(read(&html).unwrap().social_image, None, "{picture}");
    }
}

#[test]
fn xhtml_knows_elements_that_close_themselves() {
    let address = Url::parse("https://shop.example/").unwrap();
    let bytes = b"<?xml version='1.0'?><html><script src='x'/><title>T</title><div hidden=''/><p>Seen</p></html>";
    let page = reduce(&Source {
        address: &address,
        content_type: "application/xhtml+xml",
        bytes,
        xml: true,
    })
    .unwrap();
    assert_eq!(
        (page.title.as_str(), page.main_text.as_str()),
        ("T", "Seen")
    );
}

#[test]
fn main_text_stays_within_its_bound() {
    let html = format!("<p>{}</p>", "word ".repeat(300_000));
    let length = text_of(&html).chars().count();
    assert!((19_990..=MOST_MAIN_TEXT).contains(&length), "{length}");
}

/// On a small stack, and of a size at which a reader whose time grows with the square would not end.
#[test]
fn pages_made_to_exhaust_a_parser_are_read_all_the_same() {
    let fill = |unit: &str| unit.repeat(256 * 1024 / unit.len());
    let formatting: Vec<_> = (0..500).map(|n| format!("<b a{n}><i a{n}>")).collect();
    let formatting = formatting.concat();
    let hostile = [
        fill("<div>"),
        fill("<div>x</p>"),
        fill("<a>x"),
        fill("<p>x"),
        fill("<table><td>x"),
        fill("<ul><li>x"),
        fill("<!--"),
        fill("<div a=\""),
        fill("<"),
        fill("</"),
        fill("<svg><div hidden>"),
        fill("&amp"),
        fill("&#1114112;"),
        fill("<li><div>x"),
        fill("<p>x,x,x,x,x,x,x,x,x,x</p><div>"),
        fill("9€ "),
        fill("<script>"),
        fill("x\u{a0}"),
        format!("<div {}>x", fill("a ")),
        format!("<div {}>x", fill("a=b c='d' ")),
        format!("{formatting}{}", fill("<p>x")),
        format!("<p>x<script type=application/ld+json>{}", fill("[")),
        fill("<meta name=a content=b>"),
        fill("<h1>x"),
        fill("<title>x</title>"),
        fill("<section><p>The oven, lit at ten, is warm, and the dough is in.</section>"),
        fill("<div hidden=\"&amp"),
    ];
    let reader = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let done = reader.spawn(move || {
        for page in hostile {
            let _ = read(&page);
        }
    });
    done.unwrap().join().unwrap();
}

proptest! {
    #[test]
    fn any_markup_is_read_without_panic_and_within_bounds(
        html in "(<(/)?(p|div|b|a|li|ul|td|tr|table|title|script|svg|h1|meta|span)( hidden| style='display:none'| class=x)?>|[a-z €0-9&;#\u{e0041}\0]|<!--|-->){0,80}"
    ) {
        if let Some(page) = read(&html) {
            prop_assert!(page.main_text.chars().count() <= MOST_MAIN_TEXT);
            let unseen = page.main_text.contains(['\0', '\u{e0041}']);
            prop_assert!(!unseen, "{page:?}");
            prop_assert!(page.prices.len() <= prices::MOST);
        }
    }
}
