//! One small style sheet from `style/main.css` and what it imports.

use std::{fs, path::Path};

use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
};

use crate::{Outcome, front::NAME, layout::Layout};

/// Bundles and, for a release, minifies. Nothing is rewritten for older browsers: the sources use
/// what today's browsers know.
pub fn bundle(layout: &Layout, work: &Path) -> Outcome<()> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let entry = layout.root.join("style/main.css");
    let mut sheet = bundler.bundle(&entry).map_err(|error| error.to_string())?;
    sheet
        .minify(MinifyOptions::default())
        .map_err(|error| error.to_string())?;
    let printer = PrinterOptions {
        minify: layout.is_release(),
        ..PrinterOptions::default()
    };
    let css = sheet.to_css(printer).map_err(|error| error.to_string())?;
    Ok(fs::write(work.join(format!("{NAME}.css")), css.code)?)
}
