//! Where sources are read and where products are written.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::Outcome;

/// How the product is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build: no optimisation, no compression.
    Dev,
    /// What is shipped.
    Release,
}

/// The folders of one build.
pub struct Layout {
    /// How the product is compiled.
    pub profile: Profile,
    /// The root of the workspace.
    pub root: PathBuf,
    /// Cargo's target folder for the server and for this tool.
    pub target: PathBuf,
    /// Cargo's target folder for WASM, its own so that both sides build at the same time.
    pub wasm_target: PathBuf,
    /// The folder that runs anywhere: the binary, and `site` beside it.
    pub dist: PathBuf,
}

impl Layout {
    /// The layout of the workspace that `cargo run` started this tool from. Asked at run time: the
    /// tool's own binary is shared by every checkout on the machine.
    pub fn of_workspace(profile: Profile) -> Outcome<Self> {
        let own = env::var_os("CARGO_MANIFEST_DIR").ok_or("start me with `cargo run -p xtask`")?;
        let root = Path::new(&own)
            .parent()
            .ok_or("no workspace around xtask")?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        let mut wasm_target = target.clone().into_os_string();
        wasm_target.push("-wasm");
        let dist = match profile {
            Profile::Dev => target.join("dev"),
            Profile::Release => root.join("dist"),
        };
        Ok(Self {
            profile,
            root: root.to_path_buf(),
            target,
            wasm_target: wasm_target.into(),
            dist,
        })
    }

    /// The folder that the server serves.
    pub fn site(&self) -> PathBuf {
        self.dist.join("site")
    }

    /// The part of the site whose file names carry a hash of their content.
    pub fn pkg(&self) -> PathBuf {
        self.site().join("pkg")
    }

    /// A folder name for this profile's intermediate files.
    pub fn name(&self) -> &'static str {
        match self.profile {
            Profile::Dev => "dev",
            Profile::Release => "release",
        }
    }

    /// Whether the build is the one that is shipped.
    pub fn is_release(&self) -> bool {
        self.profile == Profile::Release
    }

    /// `cargo COMMAND` at the workspace's root, with versions as locked.
    pub fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(command).arg("--locked").current_dir(&self.root);
        if self.is_release() {
            hide_registry(&mut cargo);
        }
        // Cargo gave these to us about ourselves; a nested cargo must not see them.
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                cargo.env_remove(name);
            }
        }
        cargo
    }
}

/// Keeps the folder of this machine's crate sources out of what is shipped: messages of a panic
/// would carry it.
fn hide_registry(cargo: &mut Command) {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let Some(home) = home else { return };
    let sources = home.join("registry/src");
    let flag = format!("--remap-path-prefix={}=crates", sources.display());
    let flags = match env::var("RUSTFLAGS") {
        Ok(given) if !given.is_empty() => format!("{given} {flag}"),
        _ => flag,
    };
    cargo.env("RUSTFLAGS", flags);
}
