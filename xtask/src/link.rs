//! File names that carry a hash of their content, so that browsers keep files for ever.
//!
//! The main JavaScript and the loader of the parts import each other, so neither can carry a hash
//! of its final text: both carry one over the two texts, taken before they are put in.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    Outcome,
    front::{LOADER, MANIFEST, NAME, PAGE, files},
    layout::Layout,
};

/// The list from which the server learns the names, beside the files.
pub const FILES: &str = "files.json";
/// Which modules each island needs, for measuring.
pub const PARTS: &str = "parts.json";

/// Addresses of the files that other parts of the site refer to.
#[derive(Serialize)]
pub struct Files {
    /// The style sheet.
    pub style: String,
    /// The script of every page.
    pub page: String,
    /// The JavaScript of the islands.
    pub islands: String,
    /// The WASM of the islands.
    pub wasm: String,
    /// What brings further parts of the WASM.
    pub loader: String,
}

impl Files {
    /// All of them.
    pub fn all(&self) -> [&str; 5] {
        [
            &self.style,
            &self.page,
            &self.islands,
            &self.wasm,
            &self.loader,
        ]
    }
}

/// Moves the products from the work folder to `site/pkg` under their final names, and lists them.
pub fn link(layout: &Layout, work: &Path) -> Outcome<Files> {
    let pkg = layout.pkg();
    if layout.site().exists() {
        fs::remove_dir_all(layout.site())?;
    }
    fs::create_dir_all(&pkg)?;
    let parts = place_parts(work, &pkg)?;
    let (islands, loader) = place_scripts(work, &pkg, &parts)?;
    copy_snippets(work, &pkg)?;
    let mut page = fs::read_to_string(work.join(PAGE))?;
    if !layout.is_release() {
        page.push_str(include_str!("reload.js"));
    }
    let files = Files {
        style: place(
            &pkg,
            NAME,
            "css",
            &fs::read(work.join(format!("{NAME}.css")))?,
        )?,
        page: place(&pkg, "page", "js", page.as_bytes())?,
        islands,
        wasm: place(
            &pkg,
            NAME,
            "wasm",
            &fs::read(work.join(format!("{NAME}.wasm")))?,
        )?,
        loader,
    };
    fs::write(layout.site().join(FILES), serde_json::to_vec(&files)?)?;
    let manifest = manifest(&fs::read(work.join(MANIFEST))?, &parts)?;
    fs::write(layout.site().join(PARTS), manifest)?;
    Ok(files)
}

/// Writes a file under a name with its hash, and gives its address.
fn place(pkg: &Path, stem: &str, extension: &str, content: &[u8]) -> Outcome<String> {
    let name = format!("{stem}.{}.{extension}", hash(&[content]));
    fs::write(pkg.join(&name), content)?;
    Ok(format!("/pkg/{name}"))
}

type Names = BTreeMap<String, String>;

fn hash(contents: &[&[u8]]) -> String {
    let mut state = Sha256::new();
    for content in contents {
        state.update(content);
    }
    let mut text = String::new();
    for byte in state.finalize().iter().take(8) {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The parts of lazy islands, from their stem to the stem that carries the hash.
fn place_parts(work: &Path, pkg: &Path) -> Outcome<Names> {
    let mut names = Names::new();
    for path in files(work, "wasm")? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        if stem == NAME {
            continue;
        }
        let content = fs::read(&path)?;
        let new = format!("{stem}.{}", hash(&[&content]));
        fs::write(pkg.join(format!("{new}.wasm")), content)?;
        names.insert(stem.into_owned(), new);
    }
    Ok(names)
}

/// The addresses of the main module's script and of the loader.
fn place_scripts(work: &Path, pkg: &Path, parts: &Names) -> Outcome<(String, String)> {
    let mut main = fs::read_to_string(work.join(format!("{NAME}.js")))?;
    let mut loader = fs::read_to_string(work.join(format!("{LOADER}.js")))?;
    for (old, new) in parts {
        loader = loader.replace(&format!("./{old}.wasm"), &format!("./{new}.wasm"));
    }
    let hash = hash(&[main.as_bytes(), loader.as_bytes()]);
    main = import_hashed(&main, LOADER, &hash);
    loader = import_hashed(&loader, NAME, &hash);
    let [main_name, loader_name] = [NAME, LOADER].map(|stem| format!("{stem}.{hash}.js"));
    fs::write(pkg.join(&main_name), main)?;
    fs::write(pkg.join(&loader_name), loader)?;
    Ok((format!("/pkg/{main_name}"), format!("/pkg/{loader_name}")))
}

/// Puts the hash into the import of a script. The main module also names the loader as a key of
/// its imports, which must stay as it is in the WASM.
fn import_hashed(script: &str, stem: &str, hash: &str) -> String {
    let mut script = script.to_owned();
    for from in ["from ", "from"] {
        let import = format!("{from}\"./{stem}.js\"");
        script = script.replace(&import, &format!("{from}\"./{stem}.{hash}.js\""));
    }
    script
}

fn manifest(json: &[u8], parts: &Names) -> Outcome<Vec<u8>> {
    let mut islands: BTreeMap<String, Vec<String>> = serde_json::from_slice(json)?;
    for stem in islands.values_mut().flatten() {
        if let Some(new) = parts.get(stem) {
            stem.clone_from(new);
        }
    }
    Ok(serde_json::to_vec(&islands)?)
}

/// JavaScript that crates bring along. wasm-bindgen names its folders by a hash of the crate.
fn copy_snippets(work: &Path, pkg: &Path) -> Outcome<()> {
    let snippets = work.join("snippets");
    if snippets.exists() {
        crate::site::copy_folder(&snippets, &pkg.join("snippets"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::import_hashed;

    #[test]
    fn an_import_gets_the_hash_and_a_key_of_the_same_name_does_not() {
        let script = r#"import*as a from"./part.js";const keys={"./part.js":a};"#;
        let linked = r#"import*as a from"./part.0f.js";const keys={"./part.js":a};"#;
        assert_eq!(import_hashed(script, "part", "0f"), linked);
        assert_eq!(
            import_hashed(r#"import { b } from "./part.js";"#, "part", "0f"),
            r#"import { b } from "./part.0f.js";"#
        );
    }
}
