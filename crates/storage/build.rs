//! Has cargo build the crate anew when a migration is added, which `migrate!` cannot see by itself.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
