//! The development loop: build, serve, look for changes, and again.

use std::{process::Child, process::Command, thread, time::Duration};

use crate::{
    Outcome, build,
    layout::Layout,
    steps::start,
    watch::{Change, Watch},
};

/// Often enough to feel immediate, rarely enough to cost nothing.
const PAUSE: Duration = Duration::from_millis(300);

/// Serves the product and rebuilds what changed until it is interrupted. A build that fails leaves
/// the last good one running.
pub fn dev(layout: &Layout, arguments: &[&str]) -> Outcome<()> {
    let mut watch = Watch::new(&layout.root);
    build::build(layout)?;
    let mut server = serve(layout, arguments)?;
    loop {
        thread::sleep(PAUSE);
        let Some(change) = watch.look() else { continue };
        if let Err(error) = rebuild(layout, change) {
            eprintln!("{error}\nwaiting for the next change");
            continue;
        }
        // Names of files carry their hash, and the server learns them when it starts.
        server.kill()?;
        server.wait()?;
        server = serve(layout, arguments)?;
    }
}

fn rebuild(layout: &Layout, change: Change) -> Outcome<()> {
    if change.server {
        build::server(layout)?;
    }
    if change.site {
        build::site(layout)?;
    }
    Ok(())
}

fn serve(layout: &Layout, arguments: &[&str]) -> Outcome<Child> {
    let mut server = Command::new(layout.dist.join("handbill"));
    server
        .arg("serve")
        .args(arguments)
        .current_dir(&layout.root);
    Ok(start(&mut server)?.1)
}
