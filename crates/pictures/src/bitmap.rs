//! Pictures as pixels: reading, cutting, encoding.

use std::io::Cursor;

use domain::picture::Area;
use png::{BitDepth, ColorType, Transformations};
use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
use zune_jpeg::JpegDecoder;

use crate::exif::orientation;

/// The most pixels a picture may have: a small file can unpack to far more than memory holds.
pub const MAX_PIXELS: u32 = 30_000_000;

/// A picture as pixels: red, green, blue and opacity, a byte each, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bitmap {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgba: Vec<u8>,
}

/// Why a file could not be read as a picture.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// Its first bytes are of no format we read.
    #[error("the file is no PNG, JPEG or WebP picture")]
    Format,
    /// It has more than [`MAX_PIXELS`] pixels.
    #[error("the picture is {0} by {1} pixels, more than are taken")]
    TooLarge(u32, u32),
    /// It ends early or contradicts itself.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
}

/// A picture could not be written, which only a picture without pixels cannot.
#[derive(Debug, thiserror::Error)]
#[error("the picture could not be encoded: {0}")]
pub struct EncodeError(pub(crate) String);

fn damaged(error: impl std::fmt::Debug) -> DecodeError {
    DecodeError::Damaged(format!("{error:?}").chars().take(200).collect())
}

impl Bitmap {
    /// A picture of `width` by `height` pixels, if `rgba` has four bytes for each.
    pub fn new(width: u32, height: u32, rgba: Vec<u8>) -> Option<Self> {
        let pixels = usize::try_from(width).ok()? * usize::try_from(height).ok()?;
        (width > 0 && height > 0 && rgba.len() == pixels * 4).then_some(Self {
            width,
            height,
            rgba,
        })
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Its pixels, four bytes each.
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// Reads a PNG, JPEG or WebP file, upright as its camera was held. What it is, its first
    /// bytes say; metadata is left behind.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let (bitmap, held) = match bytes {
            [0x89, b'P', b'N', b'G', ..] => (decode_png(bytes)?, 1),
            [0xff, 0xd8, 0xff, ..] => decode_jpeg(bytes)?,
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => decode_webp(bytes)?,
            _ => return Err(DecodeError::Format),
        };
        Ok(bitmap.upright(held))
    }

    /// The picture with its longer side at most `longest` pixels.
    #[must_use]
    pub fn at_most(self, longest: u32) -> Self {
        let side = self.width.max(self.height);
        if side <= longest {
            return self;
        }
        let scaled =
            |length: u32| (u64::from(length) * u64::from(longest) / u64::from(side)).max(1);
        let [width, height] = [self.width, self.height]
            .map(|length| u32::try_from(scaled(length)).unwrap_or(longest));
        let whole = Area {
            x: 0,
            y: 0,
            width: self.width,
            height: self.height,
        };
        self.cut(whole, width, height)
    }

    /// The part `area`, scaled to `width` by `height` pixels.
    #[must_use]
    pub fn cut(&self, area: Area, width: u32, height: u32) -> Self {
        crate::resample::resample(self, area, width.max(1), height.max(1))
    }

    /// As a WebP file: with `quality` from 0 to 100, or without loss when `None`.
    pub fn webp(&self, quality: Option<f32>) -> Result<Vec<u8>, EncodeError> {
        let refused = |error: webp::WebPEncodingError| EncodeError(format!("{error:?}"));
        let mut config =
            webp::WebPConfig::new().map_err(|()| EncodeError("no configuration".into()))?;
        config.lossless = i32::from(quality.is_none());
        config.alpha_compression = 1;
        // Without loss, "quality" is effort: a little is nearly as small and ten times as quick.
        config.quality = quality.unwrap_or(20.0);
        config.method = if quality.is_some() { 4 } else { 1 };
        let encoder = webp::Encoder::from_rgba(&self.rgba, self.width, self.height);
        Ok(encoder.encode_advanced(&config).map_err(refused)?.to_vec())
    }

    /// As a PNG file. An opaque picture has no alpha channel there.
    pub fn png(&self) -> Result<Vec<u8>, EncodeError> {
        self.encode_png(png::Compression::Balanced)
    }

    pub(crate) fn encode_png(&self, effort: png::Compression) -> Result<Vec<u8>, EncodeError> {
        let refused = |error: png::EncodingError| EncodeError(error.to_string());
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        let opaque = self
            .rgba
            .chunks_exact(4)
            .all(|pixel| matches!(pixel, [.., 255]));
        encoder.set_color(if opaque {
            ColorType::Rgb
        } else {
            ColorType::Rgba
        });
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(effort);
        let mut writer = encoder.write_header().map_err(refused)?;
        if opaque {
            let rgb: Vec<u8> = self
                .rgba
                .chunks_exact(4)
                .flat_map(|pixel| pixel.iter().take(3).copied())
                .collect();
            writer.write_image_data(&rgb).map_err(refused)?;
        } else {
            writer.write_image_data(&self.rgba).map_err(refused)?;
        }
        writer.finish().map_err(refused)?;
        Ok(file)
    }

    /// Turned and mirrored as the Exif orientation says.
    fn upright(self, held: u8) -> Self {
        if held <= 1 {
            return self;
        }
        let (width, height) = if held >= 5 {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        };
        let (right, bottom) = (self.width - 1, self.height - 1);
        let mut rgba = Vec::with_capacity(self.rgba.len());
        for y in 0..height {
            for x in 0..width {
                let (from_x, from_y) = match held {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (y, bottom - x),
                    7 => (right - y, bottom - x),
                    _ => (right - y, x),
                };
                rgba.extend(self.pixel(from_x, from_y));
            }
        }
        Self {
            width,
            height,
            rgba,
        }
    }

    pub(crate) fn pixel(&self, x: u32, y: u32) -> [u8; 4] {
        let line = u64::from(y.min(self.height - 1)) * u64::from(self.width);
        let at = (line + u64::from(x.min(self.width - 1))) * 4;
        usize::try_from(at)
            .ok()
            .and_then(|at| self.rgba.get(at..at + 4)?.try_into().ok())
            .unwrap_or_default()
    }
}

fn bounded(width: u32, height: u32) -> Result<(), DecodeError> {
    match width.checked_mul(height) {
        Some(pixels) if (1..=MAX_PIXELS).contains(&pixels) => Ok(()),
        _ => Err(DecodeError::TooLarge(width, height)),
    }
}

fn decode_png(bytes: &[u8]) -> Result<Bitmap, DecodeError> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height) = reader.info().size();
    bounded(width, height)?;
    let size = reader
        .output_buffer_size()
        .ok_or(DecodeError::TooLarge(width, height))?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(damaged)?;
    let rgba = match frame.color_type {
        ColorType::GrayscaleAlpha => pixels
            .chunks_exact(2)
            .flat_map(|pixel| match *pixel {
                [grey, alpha] => [grey, grey, grey, alpha],
                _ => [0; 4],
            })
            .collect(),
        _ => pixels,
    };
    Bitmap::new(width, height, rgba).ok_or_else(|| damaged("too few pixels"))
}

fn decode_jpeg(bytes: &[u8]) -> Result<(Bitmap, u8), DecodeError> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(damaged)?;
    let info = decoder.info().ok_or_else(|| damaged("no header"))?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    bounded(width, height)?;
    let held = decoder.exif().map_or(1, |exif| orientation(exif));
    let rgba = decoder.decode().map_err(damaged)?;
    let bitmap = Bitmap::new(width, height, rgba).ok_or_else(|| damaged("too few pixels"))?;
    Ok((bitmap, held))
}

fn decode_webp(bytes: &[u8]) -> Result<(Bitmap, u8), DecodeError> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    bounded(width, height)?;
    let held = match decoder.exif_metadata() {
        Ok(Some(exif)) => orientation(&exif),
        _ => 1,
    };
    let size = decoder
        .output_buffer_size()
        .ok_or(DecodeError::TooLarge(width, height))?;
    let mut pixels = vec![0; size];
    decoder.read_image(&mut pixels).map_err(damaged)?;
    let rgba = if decoder.has_alpha() {
        pixels
    } else {
        pixels
            .chunks_exact(3)
            .flat_map(|pixel| match *pixel {
                [red, green, blue] => [red, green, blue, 255],
                _ => [0; 4],
            })
            .collect()
    };
    let bitmap = Bitmap::new(width, height, rgba).ok_or_else(|| damaged("too few pixels"))?;
    Ok((bitmap, held))
}

#[cfg(test)]
mod tests;
