//! Draws every layout in every shape into one picture to look at: `contact_sheet FILE [PHOTO]`.

use domain::{
    channel::Ratio,
    picture::{Area, Focus, Layout, Look, Words},
};
use pictures::{Bitmap, Card, draw};

const RATIOS: [(u16, u16); 7] = [(1, 1), (4, 5), (191, 100), (16, 9), (9, 16), (2, 3), (2, 1)];
const TALL: u32 = 300;
const GAP: u32 = 12;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let target = arguments.next().ok_or("name the file to write")?;
    let photo = arguments.next().map(std::fs::read).transpose()?;
    let photo = photo.map(|bytes| Bitmap::decode(&bytes)).transpose()?;
    let brands = [
        "Lindner Bakery",
        "Harbour Museum",
        "Northwind",
        "Café Olé",
        "Studio Ada",
        "Grünwald & Co",
    ];
    let mut rows = Vec::new();
    for (layout, brand) in Layout::ALL.into_iter().zip(brands.iter().cycle()) {
        let look = Look::unchosen(brand);
        let words = words(layout);
        let mut row = Vec::new();
        for (width, height) in RATIOS {
            let ratio = Ratio::new(width, height);
            let (w, h) = ratio.pixels();
            let card = Card {
                layout,
                look: &look,
                words: &words,
                logo: None,
                photo: photo.as_ref().map(|photo| (photo, Focus::default())),
            };
            row.push(draw(&card, ratio, TALL * w / h)?);
        }
        rows.push(row);
    }
    let wide = rows
        .iter()
        .map(|row| row.iter().map(|card| card.width() + GAP).sum::<u32>())
        .max()
        .unwrap_or(0)
        + GAP;
    let tall = u32::try_from(rows.len())? * (TALL + GAP) + GAP;
    let mut sheet = vec![235u8; (wide * tall * 4) as usize];
    for (at, row) in rows.iter().enumerate() {
        let mut x = GAP;
        for card in row {
            paste(
                &mut sheet,
                wide,
                card,
                x,
                GAP + u32::try_from(at)? * (TALL + GAP),
            );
            x += card.width() + GAP;
        }
    }
    let sheet = Bitmap::new(wide, tall, sheet).ok_or("nothing was drawn")?;
    std::fs::write(target, sheet.png()?)?;
    Ok(())
}

fn paste(sheet: &mut [u8], wide: u32, card: &Bitmap, left: u32, top: u32) {
    let whole = Area {
        x: 0,
        y: 0,
        width: card.width(),
        height: card.height(),
    };
    let pixels = card.cut(whole, card.width(), card.height());
    let line = (card.width() * 4) as usize;
    for (y, source) in pixels.rgba().chunks_exact(line).enumerate() {
        let start = ((top as usize + y) * wide as usize + left as usize) * 4;
        if let Some(target) = sheet.get_mut(start..start + line) {
            target.copy_from_slice(source);
        }
    }
}

fn words(layout: Layout) -> Words {
    let (headline, line) = match layout {
        Layout::Quote => (
            "“I have not bought a supermarket loaf since the first Saturday I tried their rye.”",
            "Marta, customer since 2019",
        ),
        Layout::Question => (
            "What does your bread do while you sleep?",
            "Ours rests for eighteen hours.",
        ),
        Layout::Figure => (
            "One rye loaf, eighteen hours of work",
            "Every Saturday from seven.",
        ),
        Layout::List => ("Three reasons to get up early on Saturday", ""),
        Layout::Event => (
            "Open bakery night: see how the dough becomes bread",
            "Doors open at 7 p.m., entrance is free.",
        ),
        Layout::Poster => ("Still warm at seven", ""),
        Layout::Minimal => (
            "Good bread takes a night. We take it, so that you needn’t.",
            "Order until nine in the evening.",
        ),
        _ => (
            "Oven-warm by seven, every Saturday",
            "Our bakers start at midnight so that the first loaf is yours at breakfast.",
        ),
    };
    let figure = if layout == Layout::Event {
        "12 December"
    } else {
        "€4.50"
    };
    let points = [
        "Sourdough that rests for 18 hours",
        "Flour from three farms nearby",
        "Out of the oven before you wake",
    ];
    Words {
        headline: headline.into(),
        line: line.into(),
        label: "New".into(),
        figure: figure.into(),
        points: points.map(str::to_owned).to_vec(),
    }
}
