//! Builds the crate again when a file of the dataset comes, goes or changes, since the program carries them all.

fn main() {
    println!("cargo::rerun-if-changed=data");
}
