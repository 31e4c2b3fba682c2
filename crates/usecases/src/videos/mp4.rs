//! What an MP4 file says of itself (ISO/IEC 14496-12): nothing in it is believed before it is
//! looked at. Pictures and sound are not decoded; that is the browser's work.

/// The longest film that is kept, in milliseconds: video models make ten seconds at the most.
const LONGEST: u64 = 60_000;
/// The most pixels across or down.
const LARGEST: u32 = 8_192;

/// What is known of a film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub width: u32,
    pub height: u32,
    /// How long it is, in milliseconds.
    pub millis: u32,
}

/// The facts of a film; `None` when the file is none that can be shown: another kind, cut off, or
/// without a track of pictures.
pub(crate) fn facts(file: &[u8]) -> Option<Facts> {
    let (kind, brands, _) = split(file)?;
    if kind != *b"ftyp" || brands.len() < 8 {
        return None;
    }
    // A file that breaks off has a box that is longer than what is left.
    let boxes = boxes(file)?;
    let has = |wanted: &[u8; 4]| boxes.iter().any(|(kind, _)| kind == wanted);
    if !has(b"mdat") {
        return None;
    }
    let moov = self::boxes(inner(&boxes, *b"moov")?)?;
    let millis = duration(inner(&moov, *b"mvhd")?)?;
    let mut tracks = moov.iter().filter(|(kind, _)| kind == b"trak");
    let (width, height) = tracks.find_map(|(_, track)| pictures(track))?;
    let shown = (1..=LARGEST).contains(&width) && (1..=LARGEST).contains(&height);
    (shown && (1..=LONGEST).contains(&millis)).then_some(Facts {
        width,
        height,
        millis: u32::try_from(millis).ok()?,
    })
}

type Boxes<'a> = Vec<([u8; 4], &'a [u8])>;

/// The boxes that `bytes` consist of, all of them.
fn boxes(bytes: &[u8]) -> Option<Boxes<'_>> {
    let (mut found, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let (kind, content, behind) = split(rest)?;
        found.push((kind, content));
        rest = behind;
    }
    Some(found)
}

fn inner<'a>(boxes: &Boxes<'a>, wanted: [u8; 4]) -> Option<&'a [u8]> {
    let found = boxes.iter().find(|(kind, _)| *kind == wanted);
    found.map(|(_, content)| *content)
}

/// The first box's kind and content, and what is behind it.
fn split(bytes: &[u8]) -> Option<([u8; 4], &[u8], &[u8])> {
    let (size, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let content = match u32::from_be_bytes(*size) {
        // To the end of the file.
        0 => rest.len(),
        1 => {
            let (long, rest) = rest.split_first_chunk::<8>()?;
            let content = usize::try_from(u64::from_be_bytes(*long))
                .ok()?
                .checked_sub(16)?;
            let (content, behind) = rest.split_at_checked(content)?;
            return Some((*kind, content, behind));
        }
        size => usize::try_from(size).ok()?.checked_sub(8)?,
    };
    let (content, behind) = rest.split_at_checked(content)?;
    Some((*kind, content, behind))
}

/// Milliseconds by a movie's header.
fn duration(mvhd: &[u8]) -> Option<u64> {
    let (scale, ticks) = if mvhd.first()? == &1 {
        (word(mvhd, 20)?, long(mvhd, 24)?)
    } else {
        (word(mvhd, 12)?, u64::from(word(mvhd, 16)?))
    };
    ticks.checked_mul(1_000)?.checked_div(u64::from(scale))
}

/// Width and height of a track of pictures.
fn pictures(track: &[u8]) -> Option<(u32, u32)> {
    let track = boxes(track)?;
    let media = boxes(inner(&track, *b"mdia")?)?;
    if inner(&media, *b"hdlr")?.get(8..12)? != b"vide" {
        return None;
    }
    let header = inner(&track, *b"tkhd")?;
    let at = if header.first()? == &1 { 88 } else { 76 };
    // Fixed point, 16 bits each side.
    Some((word(header, at)? >> 16, word(header, at + 4)? >> 16))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*word))
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    let long = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_be_bytes(*long))
}

#[cfg(test)]
mod tests {
    use testkit::videos::mp4;

    use super::*;

    #[test]
    fn a_film_says_how_long_and_how_large_it_is() {
        assert_eq!(
            facts(&mp4(7_958, 720, 1_280)),
            Some(Facts {
                width: 720,
                height: 1_280,
                millis: 7_958
            })
        );
    }

    #[test]
    fn whatever_is_no_whole_film_of_a_sensible_size_is_none() {
        let film = mp4(4_000, 1_280, 720);
        for length in 0..film.len() {
            assert_eq!(facts(&film[..length]), None, "cut at {length}");
        }
        for other in [
            b"no film".to_vec(),
            b"\x89PNG\r\n\x1a\n".to_vec(),
            [0xff; 64].to_vec(),
            mp4(0, 1_280, 720),
            mp4(61_000, 1_280, 720),
            mp4(4_000, 0, 720),
            mp4(4_000, 1_280, 9_000),
        ] {
            assert_eq!(facts(&other), None);
        }
        let mut sound = film.clone();
        let at = film.windows(4).position(|four| four == b"vide").unwrap();
        sound[at..at + 4].copy_from_slice(b"soun");
        assert_eq!(facts(&sound), None, "sound alone");
        let mut endless = film;
        let at = endless.windows(4).position(|four| four == b"mvhd").unwrap();
        endless[at + 16..at + 20].fill(0);
        assert_eq!(facts(&endless), None, "no ticks a second");
    }
}
