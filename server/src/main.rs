//! The program's entry. Everything else is in the library, where tests reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run()
}
