//! Turns `locales/*.json` into the `i18n` module, so that a missing key does not compile.

use std::{env, error::Error, fs, path::PathBuf};

use leptos_i18n_parser::parse_locales::{options::Config, parse_locales};

fn main() -> Result<(), Box<dyn Error>> {
    let translations = parse_locales(None, Config::new("en")?)?;
    for path in translations.tracked_files.iter().flatten() {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rerun-if-changed=build.rs");
    let code = leptos_i18n_codegen::gen_code(&translations, None, false, None, false)?;
    let out = PathBuf::from(env::var("OUT_DIR")?).join("i18n.rs");
    fs::write(out, code.to_string())?;
    Ok(())
}
