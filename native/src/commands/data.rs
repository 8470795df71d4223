//! `saddle data mnist`: downloads MNIST's four files into the cache and verifies each.

use crate::{
    data::{
        download::{self, Wanted},
        mnist,
    },
    system::failure::note,
};
use anyhow::{Context as _, Result};
use saddle::data::mnist::{MIRRORS, OFFICIAL_FILES};
use std::fs;

/// Downloads the files that the cache lacks from `mirrors`, or from the known ones if none is given.
pub fn fetch(mirrors: &[String]) -> Result<()> {
    let folder = mnist::cache()?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mirrors = if mirrors.is_empty() {
        MIRRORS.iter().map(|mirror| (*mirror).to_owned()).collect()
    } else {
        mirrors.to_vec()
    };
    for file in OFFICIAL_FILES {
        let wanted = Wanted { name: file.name, sha256: file.sha256 };
        download::fetch(wanted, &mirrors, &folder)?;
    }
    note(format_args!("MNIST is in {}", folder.display()));
    Ok(())
}
