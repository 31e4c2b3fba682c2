//! How many bytes a browser downloads until a page answers.

use std::{collections::BTreeMap, fs, path::Path};

use crate::{
    Outcome,
    layout::Layout,
    link::{FILES, PARTS},
};

/// Prints the brotli sizes of what every page loads, of what islands add, and of each island.
pub fn print(layout: &Layout) -> Outcome<()> {
    let site = layout.site();
    let files: BTreeMap<String, String> = read(&site.join(FILES))?;
    let parts: BTreeMap<String, Vec<String>> = read(&site.join(PARTS))?;
    let sum = |names: &[&str]| -> Outcome<u64> {
        let mut sum = 0;
        for name in names {
            let address = files
                .get(*name)
                .ok_or_else(|| format!("{FILES} lacks {name}"))?;
            let bytes = packed(&site.join(address.trim_start_matches('/')))?;
            println!("  {name:<44} {bytes:>9}");
            sum += bytes;
        }
        Ok(sum)
    };
    println!("{:<46} {:>9}", "every page", "brotli");
    let page = sum(&["style", "page"])?;
    println!("  {:<44} {page:>9}", "interactive with");
    println!("a page with an island");
    let islands = sum(&["islands", "loader", "wasm"])?;
    let mut all = BTreeMap::new();
    for (island, parts) in parts {
        let mut own = 0;
        for part in parts {
            let bytes = packed(&layout.pkg().join(format!("{part}.wasm")))?;
            own += bytes;
            all.insert(part, bytes);
        }
        println!("  {island:<44} {own:>9}");
        println!("  {:<44} {:>9}", "interactive with", page + islands + own);
    }
    let whole = page + islands + all.values().sum::<u64>();
    println!("{:<46} {whole:>9}", "whole application");
    Ok(())
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Outcome<T> {
    let json = fs::read(path).map_err(|_| "nothing is built yet: run `make build`")?;
    Ok(serde_json::from_slice(&json)?)
}

fn packed(path: &Path) -> Outcome<u64> {
    let path = format!("{}.br", path.display());
    let data = fs::metadata(&path).map_err(|error| format!("{path}: {error}"))?;
    Ok(data.len())
}
