//! File names that carry a hash of their content, so that browsers keep files for ever.
//!
//! The main JavaScript and the loader of the parts import each other, so neither can carry a hash
//! of its final text: both carry one over the two texts, taken before they are put in.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use sha2::{Digest, Sha256};

use crate::{
    Outcome,
    front::{LOADER, MANIFEST, NAME, files},
    layout::Layout,
};

/// The names that other parts of the site refer to, relative to the site's root.
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// What every page needs: JavaScript, WASM, loader and style sheet.
    pub shell: Vec<String>,
}

/// Moves the products from the work folder to `site/pkg` under their final names and writes
/// `site/hash.txt`, from which leptos learns them.
pub fn link(layout: &Layout, work: &Path) -> Outcome<Assets> {
    let pkg = layout.pkg();
    if layout.site().exists() {
        fs::remove_dir_all(layout.site())?;
    }
    fs::create_dir_all(&pkg)?;
    let parts = place_parts(work, &pkg)?;
    let mut hashes = place_scripts(layout, work, &pkg, &parts)?;
    for (kind, file) in [("wasm", "wasm"), ("css", "css")] {
        let content = fs::read(work.join(format!("{NAME}.{file}")))?;
        hashes.insert(kind, hash(&[&content]));
        fs::write(pkg.join(named(NAME, &hashes, kind, file)), content)?;
    }
    let manifest = manifest(&fs::read(work.join(MANIFEST))?, &parts)?;
    hashes.insert("manifest", hash(&[&manifest]));
    let stem = MANIFEST.trim_end_matches(".json");
    fs::write(pkg.join(named(stem, &hashes, "manifest", "json")), manifest)?;
    copy_snippets(work, &pkg)?;
    fs::write(layout.site().join("hash.txt"), listing(&hashes))?;
    let style = format!("/pkg/{}", named(NAME, &hashes, "css", "css"));
    let shell = vec![
        style.clone(),
        format!("/pkg/{}", named(NAME, &hashes, "js", "js")),
        format!("/pkg/{}", named(LOADER, &hashes, "split", "js")),
        format!("/pkg/{}", named(NAME, &hashes, "wasm", "wasm")),
    ];
    Ok(Assets { style, shell })
}

type Hashes = BTreeMap<&'static str, String>;
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

fn named(stem: &str, hashes: &Hashes, kind: &str, extension: &str) -> String {
    let hash = hashes.get(kind).map_or("", String::as_str);
    format!("{stem}.{hash}.{extension}")
}

fn listing(hashes: &Hashes) -> String {
    let lines = hashes
        .iter()
        .map(|(kind, hash)| format!("{kind}: {hash}\n"));
    lines.collect()
}

/// The parts of lazy routes, from their stem to the stem that carries the hash.
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

fn place_scripts(layout: &Layout, work: &Path, pkg: &Path, parts: &Names) -> Outcome<Hashes> {
    let mut main = fs::read_to_string(work.join(format!("{NAME}.js")))?;
    let mut loader = fs::read_to_string(work.join(format!("{LOADER}.js")))?;
    for (old, new) in parts {
        loader = loader.replace(&format!("./{old}.wasm"), &format!("./{new}.wasm"));
    }
    if !layout.is_release() {
        main.push_str(include_str!("reload.js"));
    }
    let hash = hash(&[main.as_bytes(), loader.as_bytes()]);
    main = import_hashed(&main, LOADER, &hash);
    loader = import_hashed(&loader, NAME, &hash);
    fs::write(pkg.join(format!("{NAME}.{hash}.js")), main)?;
    fs::write(pkg.join(format!("{LOADER}.{hash}.js")), loader)?;
    Ok(Hashes::from([("js", hash.clone()), ("split", hash)]))
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
    let mut routes: BTreeMap<String, Vec<String>> = serde_json::from_slice(json)?;
    for stem in routes.values_mut().flatten() {
        if let Some(new) = parts.get(stem) {
            stem.clone_from(new);
        }
    }
    Ok(serde_json::to_vec(&routes)?)
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
