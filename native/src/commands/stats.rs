//! `saddle stats`: the mean and covariance of what Inception-v3 sees in a folder's pictures, in a file.

use crate::{
    args::Stats,
    evaluate::inception::{Metric, Pictures, bar, check, write_statistics},
    system::failure::note,
};
use anyhow::Result;

/// Writes the statistics of all pictures in the folder.
pub fn stats(options: &Stats) -> Result<()> {
    let pictures = Pictures::of_folder(&options.folder)?;
    check(&[Metric::Fid], pictures.count(), None, None)?;
    let name = options.folder.display().to_string();
    let extractor = options.net.open()?;
    let seen = extractor.see(
        &pictures,
        options.net.resizer,
        Metric::keep(&[Metric::Fid]),
        &bar(&pictures, &name),
    )?;
    write_statistics(&options.out, &seen.moments)?;
    note(format_args!(
        "{}: {} pictures of {name}, resizer {}, weights {}",
        options.out.display(),
        seen.count,
        options.net.resizer.name(),
        extractor.sha256
    ));
    Ok(())
}
