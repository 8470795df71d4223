//! `saddle data mnist`: downloads MNIST's four files into the cache and verifies each. `saddle data inception` does so with the
//! weights that scores are taken with. `saddle data pack`: writes the
//! samples that a folder's pictures make to one file.

use crate::{
    args::Settings,
    data::{
        download::{self, Wanted},
        mnist, pictures,
    },
    evaluate::inception,
    system::failure::{note, usage},
};
use anyhow::{Context as _, Result};
use saddle::{
    data::mnist::{MIRRORS, OFFICIAL_FILES},
    zoo,
};
use std::{fs, path::Path};

/// Downloads MNIST's files that the cache lacks from `mirrors`, or from the known ones if none is given.
pub fn fetch(mirrors: &[String]) -> Result<()> {
    let folder = mnist::cache()?;
    let wanted = OFFICIAL_FILES.map(|file| Wanted { name: file.name, sha256: file.sha256 });
    fetch_all(&wanted, mirrors, &MIRRORS, &folder)?;
    note(format_args!("MNIST is in {}", folder.display()));
    Ok(())
}

/// Downloads Inception's weights in the same way.
pub fn fetch_inception(mirrors: &[String]) -> Result<()> {
    let wanted = Wanted { name: inception::NAME, sha256: inception::SHA256 };
    fetch_all(&[wanted], mirrors, &[inception::URL], &inception::cache()?)
}

fn fetch_all(wanted: &[Wanted], mirrors: &[String], known: &[&str], folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let known = || known.iter().map(|&mirror| mirror.to_owned()).collect();
    let mirrors = if mirrors.is_empty() { known() } else { mirrors.to_vec() };
    wanted.iter().try_for_each(|&wanted| download::fetch(wanted, &mirrors, folder))
}

/// Writes the samples that `settings` make of the pictures in `folder` to `out`.
pub fn pack(folder: &Path, out: &Path, settings: &Settings) -> Result<()> {
    // Every variant has the same settings of pictures.
    let recipe = settings.recipe(zoo::variant("dcgan")?, &[("data", "folder")])?;
    let decisive = pictures::in_words(&recipe.pictures);
    for (field, _) in settings.pairs()? {
        if decisive.iter().all(|(name, _)| *name != field) {
            let names = decisive.map(|(name, _)| name).join(", ");
            return Err(usage(format_args!("--set {field}: a pack has {names} alone")));
        }
    }
    pictures::pack(folder, &recipe.pictures, out)?;
    note(format_args!("{} is packed: --data folder --data-dir {}", folder.display(), out.display()));
    Ok(())
}
