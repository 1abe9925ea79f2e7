//! Where sets of data lie.

use std::path::{Path, PathBuf};

/// The folder of a set: in the repository where its licence lets it lie there, else in the folder that `MUTUA_SHARED_DATA`
/// names (`../shared/data` beside the repository). Says so where it is missing.
pub fn find(name: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kept = own.join("../mutua-analysis/tests/data").join(name);
    let beside = own.join("../../../shared/data");
    let shared = std::env::var_os("MUTUA_SHARED_DATA").map_or(beside, PathBuf::from).join(name);
    let found = [kept, shared.clone()].into_iter().find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: {} is not there", shared.display());
    }
    found
}
