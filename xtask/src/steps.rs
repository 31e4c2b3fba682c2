//! Running the parts of a build: timed, checked, and several at once.

use std::{
    process::{Child, Command},
    sync::Mutex,
    thread,
    time::Instant,
};

use crate::Outcome;

/// Runs one step and prints its name and time.
pub fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    let start = Instant::now();
    let result = work().map_err(|error| format!("{name}: {error}"))?;
    println!("  {name:<34} {:>7.1} s", start.elapsed().as_secs_f64());
    Ok(result)
}

/// Runs a program to its end; its output goes to ours.
pub fn run(command: &mut Command) -> Outcome<()> {
    finish(start(command)?)
}

/// Runs a program to its end; its output is shown only when it fails.
pub fn run_quietly(command: &mut Command) -> Outcome<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let name = command.get_program().to_string_lossy();
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name} ended with {}:\n{said}", output.status).into())
}

/// Starts a program.
pub fn start(command: &mut Command) -> Outcome<(String, Child)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let child = command
        .spawn()
        .map_err(|error| format!("cannot start {name}: {error}"))?;
    Ok((name, child))
}

/// Waits for a started program and fails when it failed.
pub fn finish((name, mut child): (String, Child)) -> Outcome<()> {
    let status = child.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{name} ended with {status}").into())
    }
}

/// Does the same work for every item, as many at a time as the machine has cores.
pub fn for_each<T: Send>(items: Vec<T>, work: impl Fn(T) -> Outcome<()> + Sync) -> Outcome<()> {
    let queue = Mutex::new(items);
    let next = || queue.lock().ok().and_then(|mut items| items.pop());
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let drain = || {
            while let Some(item) = next() {
                work(item)?;
            }
            Ok(())
        };
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(drain)).collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().map_err(|_| "a worker panicked")?)
    })
}
