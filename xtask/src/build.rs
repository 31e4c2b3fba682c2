//! The order of a build.

use std::{env, fs, path::Path, time::Instant};

use crate::{
    Outcome, front,
    layout::{Layout, Profile},
    link, pack, site,
    steps::{finish, start, step},
    style,
};

/// The server's binary and the site. Both compile at the same time: the WASM build ends in a long
/// stretch that uses one core only.
pub fn build(layout: &Layout) -> Outcome<()> {
    let begun = Instant::now();
    fs::create_dir_all(&layout.dist)?;
    let server = start(&mut server_build(layout))?;
    let built = assemble(layout);
    step("waiting for the server's build", || finish(server))?;
    built?;
    install_server(layout)?;
    println!(
        "  {:<34} {:>7.1} s",
        layout.dist.display(),
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

/// The site alone.
pub fn site(layout: &Layout) -> Outcome<()> {
    assemble(layout)
}

/// The server alone, for the development loop.
pub fn server(layout: &Layout) -> Outcome<()> {
    step("compile the server", || {
        finish(start(&mut server_build(layout))?)
    })?;
    install_server(layout)
}

fn server_build(layout: &Layout) -> std::process::Command {
    let mut cargo = layout.cargo("build");
    cargo.args(["--package", "server"]);
    cargo.env("CARGO_TARGET_DIR", &layout.target);
    if layout.is_release() {
        cargo.arg("--release");
    }
    if let Some(features) = env::var_os("HANDBILL_FEATURES") {
        cargo.arg("--features").arg(features);
    }
    cargo
}

fn install_server(layout: &Layout) -> Outcome<()> {
    let folder = match layout.profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    replace(
        &layout.target.join(folder).join("handbill"),
        &layout.dist.join("handbill"),
    )
}

/// Copies over a program that may be running: a new file under the old name.
fn replace(from: &Path, to: &Path) -> Outcome<()> {
    let fresh = to.with_extension("new");
    fs::copy(from, &fresh).map_err(|error| format!("{}: {error}", from.display()))?;
    Ok(fs::rename(fresh, to)?)
}

fn assemble(layout: &Layout) -> Outcome<()> {
    // Two builds at once would take each other's files away. Given back when it is dropped.
    let turn = fs::File::create(layout.target.join("building"))?;
    turn.lock()?;
    let work = layout.wasm_target.join("handbill").join(layout.name());
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    front::compile(layout)?;
    front::split_and_bind(layout, &work)?;
    step("bundle the page's script", || {
        front::bundle_page(layout, &work)
    })?;
    if layout.is_release() {
        step("optimise the WASM", || front::optimise(layout, &work))?;
    }
    step("bundle the styles", || style::bundle(layout, &work))?;
    let files = step("name files by content", || link::link(layout, &work))?;
    step("copy public files", || site::copy(layout, &files))?;
    if layout.is_release() {
        step("compress", || pack::compress(&layout.site()))?;
    }
    Ok(())
}
