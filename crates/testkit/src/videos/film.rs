//! A film as a video model would send it, as far as its boxes go: it says how long and how large it
//! is, and has no picture in it.

/// The file of a film of so many milliseconds: `ftyp`, `moov` with one video track, `mdat`.
pub fn mp4(millis: u32, width: u16, height: u16) -> Vec<u8> {
    let ftyp = [
        b"isom".as_slice(),
        &512_u32.to_be_bytes(),
        b"isomiso2avc1mp41",
    ]
    .concat();
    let moov = [
        boxed(*b"mvhd", &header(millis, &[0; 80])),
        boxed(*b"trak", &track(millis, width, height)),
    ]
    .concat();
    [
        boxed(*b"ftyp", &ftyp),
        boxed(*b"moov", &moov),
        boxed(*b"mdat", &[7; 4_096]),
    ]
    .concat()
}

fn boxed(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len() + 8).unwrap_or(u32::MAX);
    [&size.to_be_bytes(), kind.as_slice(), content].concat()
}

/// Version, flags, two dates, a thousand ticks a second, the duration, and the rest.
fn header(millis: u32, rest: &[u8]) -> Vec<u8> {
    [
        &[0; 12],
        &1_000_u32.to_be_bytes()[..],
        &millis.to_be_bytes(),
        rest,
    ]
    .concat()
}

fn track(millis: u32, width: u16, height: u16) -> Vec<u8> {
    let fixed = |pixels: u16| (u32::from(pixels) << 16).to_be_bytes();
    let tkhd = [
        &[0; 12],
        &1_u32.to_be_bytes()[..],
        &[0; 4],
        &millis.to_be_bytes(),
        &[0; 52],
        &fixed(width),
        &fixed(height),
    ]
    .concat();
    let hdlr = [&[0; 8], b"vide".as_slice(), &[0; 13]].concat();
    let mdia = [
        boxed(*b"mdhd", &header(millis, &[0; 4])),
        boxed(*b"hdlr", &hdlr),
    ]
    .concat();
    [boxed(*b"tkhd", &tkhd), boxed(*b"mdia", &mdia)].concat()
}
