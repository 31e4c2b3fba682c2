//! What alt texts begin and end with that says nothing, language by language.

/// What says "picture of" at the beginning of an alt text, by language. An article in front counts
/// with it. Words that ordinary sentences begin with as well are left out.
pub(super) const OPENINGS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "image of",
            "picture of",
            "photo of",
            "photograph of",
            "graphic of",
            "illustration of",
            "screenshot of",
            "image showing",
            "picture showing",
            "photo showing",
        ],
    ),
    (
        "de",
        &[
            "bild von",
            "bild eine",
            "bild mit",
            "foto von",
            "foto eine",
            "foto mit",
            "abbildung von",
            "abbildung eine",
            "grafik von",
            "grafik eine",
        ],
    ),
    (
        "fr",
        &[
            "image de",
            "image d’",
            "image d'",
            "image du",
            "photo de",
            "photo d’",
            "photo d'",
            "photo du",
            "illustration de",
            "photographie de",
        ],
    ),
    (
        "es",
        &["imagen de", "foto de", "fotografía de", "ilustración de"],
    ),
    (
        "pt",
        &[
            "imagem de",
            "imagem do",
            "imagem da",
            "foto de",
            "foto do",
            "foto da",
            "fotografia de",
            "ilustração de",
        ],
    ),
    (
        "it",
        &[
            "immagine di",
            "immagine del",
            "foto di",
            "foto del",
            "fotografia di",
            "illustrazione di",
        ],
    ),
    (
        "nl",
        &[
            "afbeelding van",
            "foto van",
            "plaatje van",
            "illustratie van",
        ],
    ),
    (
        "sv",
        &["bild på", "bild av", "foto på", "foto av", "fotografi av"],
    ),
    ("da", &["billede af", "foto af", "illustration af"]),
    (
        "no",
        &["bilde av", "foto av", "fotografi av", "illustrasjon av"],
    ),
    (
        "fi",
        &["kuva, jossa", "kuvassa", "valokuva, jossa", "valokuvassa"],
    ),
    (
        "pl",
        &[
            "zdjęcie przedstawiające",
            "zdjęcie",
            "obraz przedstawiający",
            "ilustracja przedstawiająca",
            "grafika przedstawiająca",
        ],
    ),
    ("cs", &["obrázek", "fotografie", "fotka"]),
    ("tr", &["resimde", "fotoğrafta", "görselde"]),
    ("ar", &["صورة", "صوره", "رسم توضيحي"]),
    ("he", &["תמונה של", "צילום של", "איור של"]),
    ("hi", &["तस्वीर में", "चित्र में", "फ़ोटो में"]),
    (
        "zh",
        &[
            "图片显示",
            "图片展示",
            "照片显示",
            "一张图片",
            "一张照片",
            "圖片顯示",
            "照片顯示",
        ],
    ),
    ("ja", &["画像:", "写真:", "画像は", "写真は"]),
    ("ko", &["사진:", "이미지:", "사진은", "이미지는"]),
    (
        "el",
        &["εικόνα", "φωτογραφία", "στην εικόνα", "στη φωτογραφία"],
    ),
    (
        "hu",
        &["kép", "képen", "fotó", "fotón", "fénykép", "fényképen"],
    ),
    (
        "ro",
        &[
            "imagine cu",
            "imagine a",
            "imaginea",
            "fotografie cu",
            "fotografie a",
            "poză cu",
        ],
    ),
    ("id", &["gambar", "foto"]),
];

/// The same where a language says it last.
pub(super) const CLOSINGS: &[(&str, &[&str])] = &[
    ("ja", &["の画像", "の写真", "のイラスト"]),
    ("ko", &["사진", "이미지"]),
    ("zh", &["的图片", "的照片", "的图像", "的圖片"]),
    ("hi", &["की तस्वीर", "का चित्र", "की फ़ोटो"]),
    ("tr", &["fotoğrafı", "resmi", "görseli"]),
    ("fi", &["kuva", "valokuva"]),
];

/// Articles in front of it.
pub(super) const ARTICLES: [&str; 16] = [
    "a ", "an ", "the ", "ein ", "eine ", "das ", "une ", "la ", "l’", "l'", "una ", "uma ", "un'",
    "un’", "een ", "en ",
];

/// What files of pictures end with.
pub(super) const ENDINGS: [&str; 9] = [
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".heic", ".avif", ".tiff",
];
