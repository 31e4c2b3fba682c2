//! Turns `locales/*.json` into the `i18n` module, so that a missing key does not compile, and
//! `docs/errors/*.md` into the help pages that the server carries.

use std::{env, error::Error, fmt::Write as _, fs, path::PathBuf};

use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    texts(&out.join("i18n.rs"))?;
    manual(&out.join("manual.rs"))
}

fn texts(out: &PathBuf) -> Outcome {
    let mut config = Config::new("en")?.add_locales(["ar", "de", "es", "fr", "ja", "pt"])?;
    config.options = ParseOptions::new().interpolate_display(true);
    let translations = parse_locales(None, config)?;
    for path in translations.tracked_files.iter().flatten() {
        println!("cargo::rerun-if-changed={path}");
    }
    let code = leptos_i18n_codegen::gen_code(&translations, None, false, None, false)?;
    Ok(fs::write(out, code.to_string())?)
}

fn manual(out: &PathBuf) -> Outcome {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?)
        .join("../docs/errors")
        .canonicalize()?;
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut pages: Vec<PathBuf> = fs::read_dir(&folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    let mut code = String::from(
        "/// The page about `code`, in Markdown.\npub fn page(code: &str) -> Option<&'static str> {\n    match code {\n",
    );
    for page in pages {
        let name = page.file_stem().unwrap_or_default().to_string_lossy();
        writeln!(
            code,
            "        {name:?} => Some(include_str!({:?})),",
            page.display().to_string()
        )?;
    }
    code.push_str("        _ => None,\n    }\n}\n");
    Ok(fs::write(out, code)?)
}
