//! From the folder `frontend` to WASM modules and JavaScript.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use wasm_bindgen_cli_support::Bindgen;

use crate::{
    Outcome,
    layout::Layout,
    steps::{for_each, run, run_quietly, step},
    strip::strip,
};

/// The stem of the main module, which is leptos' `output_name`.
pub const NAME: &str = "handbill";
/// The JavaScript that loads the parts of lazy islands, named as leptos expects it.
pub const LOADER: &str = "__wasm_split";
/// Which modules each lazy island needs.
pub const MANIFEST: &str = "parts.json";
/// The script of every page, from `frontend/page`.
pub const PAGE: &str = "page.js";

/// Compiles the crate. The linker keeps its relocations: the splitter follows them.
pub fn compile(layout: &Layout) -> Outcome<()> {
    step("compile the browser's side", || {
        let mut cargo = layout.cargo("rustc");
        cargo.args(["--package", "frontend", "--lib", "--crate-type", "cdylib"]);
        cargo.args(["--target", "wasm32-unknown-unknown"]);
        cargo.args(["--profile", profile(layout)]);
        cargo.args(["--", "-Clink-arg=--emit-relocs"]);
        cargo.env("CARGO_TARGET_DIR", &layout.wasm_target);
        run(&mut cargo)
    })
}

fn profile(layout: &Layout) -> &'static str {
    if layout.is_release() {
        "wasm-release"
    } else {
        "dev"
    }
}

fn compiled(layout: &Layout) -> PathBuf {
    let folder = if layout.is_release() {
        "wasm-release"
    } else {
        "debug"
    };
    layout
        .wasm_target
        .join("wasm32-unknown-unknown")
        .join(folder)
        .join("frontend.wasm")
}

/// Cuts the lazy islands out of the module, then writes the JavaScript around the main part. The
/// splitter must come first: it needs the symbols that wasm-bindgen rewrites.
pub fn split_and_bind(layout: &Layout, work: &Path) -> Outcome<()> {
    let main = work.join("main.wasm");
    step("split lazy islands", || {
        split(&fs::read(compiled(layout))?, work, &main)
    })?;
    step("write the JavaScript", || bind(layout, &main, work))
}

fn split(module: &[u8], work: &Path, main: &Path) -> Outcome<()> {
    let mut options = wasm_split_cli_support::Options::new(module);
    let loader = format!("./{LOADER}.js");
    let main_module = format!("./{NAME}.js");
    options.output_dir = work;
    options.main_out_path = main;
    options.main_module = &main_module;
    options.link_name = &loader;
    let parts = wasm_split_cli_support::transform(options)?;
    let manifest = serde_json::to_vec(&parts.prefetch_map)?;
    Ok(fs::write(work.join(MANIFEST), manifest)?)
}

fn bind(layout: &Layout, main: &Path, work: &Path) -> Outcome<()> {
    Bindgen::new()
        .input_path(main)
        .out_name(NAME)
        .web(true)?
        .typescript(false)
        .debug(!layout.is_release())
        .keep_debug(false)
        .remove_name_section(layout.is_release())
        .remove_producers_section(true)
        // The parts share the main module's memory and tables through these exports.
        .keep_lld_exports(true)
        .omit_default_module_path(true)
        .generate(work)?;
    fs::remove_file(main)?;
    let bound = work.join(format!("{NAME}_bg.wasm"));
    Ok(fs::rename(bound, work.join(format!("{NAME}.wasm")))?)
}

/// Puts the page's script and what it imports into one file.
pub fn bundle_page(layout: &Layout, work: &Path) -> Outcome<()> {
    let mut esbuild = Command::new(npm_tool(layout, "esbuild")?);
    esbuild.args([
        "--bundle",
        "--format=esm",
        "--target=es2022",
        "--log-level=warning",
    ]);
    esbuild.arg(format!("--outfile={}", work.join(PAGE).display()));
    esbuild.arg(layout.root.join("frontend/page/main.ts"));
    // Packages are found beside the sources, wherever this was started.
    run_quietly(esbuild.current_dir(&layout.root))
}

/// Makes every module and script small.
pub fn optimise(layout: &Layout, work: &Path) -> Outcome<()> {
    let wasm_opt = npm_tool(layout, "wasm-opt")?;
    for_each(files(work, "wasm")?, |module| {
        let content = fs::read(&module)?;
        if content.len() < WORTH_IT {
            let small = strip(&content).ok_or("the splitter wrote no WASM module")?;
            return Ok(fs::write(&module, small)?);
        }
        let mut command = Command::new(&wasm_opt);
        // Flat code lets the optimiser find more: 1 KB of the post's page, compressed.
        command
            .args(["--flatten", "--rereloop", "-Oz", "-Oz"])
            .args(FEATURES);
        command.args([
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
        ]);
        command.arg(&module).arg("-o").arg(&module);
        run_quietly(&mut command)
    })?;
    let mut esbuild = Command::new(npm_tool(layout, "esbuild")?);
    esbuild.args([
        "--minify",
        "--format=esm",
        "--allow-overwrite",
        "--log-level=warning",
    ]);
    esbuild.arg(format!("--outdir={}", work.display()));
    run_quietly(esbuild.args(files(work, "js")?))
}

fn npm_tool(layout: &Layout, name: &str) -> Outcome<PathBuf> {
    let tool = layout.root.join("node_modules/.bin").join(name);
    if tool.exists() {
        Ok(tool)
    } else {
        Err(format!("{name} is missing: run scripts/setup build").into())
    }
}

/// Bytes below which wasm-opt, which takes a second to start, finds next to nothing.
const WORTH_IT: usize = 32 * 1024;

/// The features that rustc's default for the target uses, and so what wasm-opt may emit.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The files of one kind in the folder itself.
pub fn files(folder: &Path, kind: &str) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == kind) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
