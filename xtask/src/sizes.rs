//! How many bytes a browser downloads until a page answers.

use std::{collections::BTreeMap, fs, path::Path};

use crate::{
    Outcome,
    front::{LOADER, MANIFEST, NAME},
    layout::Layout,
};

/// Prints the brotli sizes of the shell's files, then of every lazy route with what it adds.
pub fn print(layout: &Layout) -> Outcome<()> {
    let pkg = layout.pkg();
    let hashes = fs::read_to_string(layout.site().join("hash.txt"))
        .map_err(|_| "nothing is built yet: run `make build`")?;
    let mut shell = 0;
    println!("{:<46} {:>9}", "shell", "brotli");
    for (kind, stem, extension) in [
        ("wasm", NAME, "wasm"),
        ("js", NAME, "js"),
        ("split", LOADER, "js"),
        ("css", NAME, "css"),
    ] {
        let size = packed(
            &pkg,
            &format!("{stem}.{}.{extension}", find(&hashes, kind)?),
        )?;
        println!("  {:<44} {size:>9}", format!("{stem}.{extension}"));
        shell += size;
    }
    println!("  {:<44} {shell:>9}", "together");
    let stem = MANIFEST.trim_end_matches(".json");
    let manifest = pkg.join(format!("{stem}.{}.json", find(&hashes, "manifest")?));
    print_routes(&pkg, &fs::read(manifest)?, shell)
}

fn print_routes(pkg: &Path, manifest: &[u8], shell: u64) -> Outcome<()> {
    let routes: BTreeMap<String, Vec<String>> = serde_json::from_slice(manifest)?;
    println!(
        "{:<46} {:>9} {:>12}",
        "lazy route", "its own", "interactive"
    );
    let mut all = BTreeMap::new();
    for (route, parts) in routes {
        let mut own = 0;
        for part in parts {
            let size = packed(pkg, &format!("{part}.wasm"))?;
            own += size;
            all.insert(part, size);
        }
        println!("  {route:<44} {own:>9} {:>12}", shell + own);
    }
    let whole = shell + all.values().sum::<u64>();
    println!(
        "  {:<44} {:>9} {whole:>12}",
        "whole application",
        whole - shell
    );
    Ok(())
}

fn find<'a>(hashes: &'a str, kind: &str) -> Outcome<&'a str> {
    let mut lines = hashes.lines().filter_map(|line| line.split_once(": "));
    let found = lines.find(|(name, _)| *name == kind);
    Ok(found.ok_or_else(|| format!("hash.txt lacks {kind}"))?.1)
}

fn packed(pkg: &Path, file: &str) -> Outcome<u64> {
    let path = pkg.join(format!("{file}.br"));
    let data = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(data.len())
}
