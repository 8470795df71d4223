//! `saddle report`: one HTML page of a run that needs nothing else, to be kept or sent.

mod page;

use crate::{
    args::Report,
    pictures::curves,
    run::{
        folder::RunFolder,
        record::{Record, spread},
    },
    system::{failure::note, files::write_whole},
};
use anyhow::{Context as _, Result};
use page::{Page, Picture};
use std::fs;

/// The most pictures of samples on the page, so that it stays small however long the run.
const PICTURES: usize = 12;

/// Writes the page.
pub fn report(options: &Report) -> Result<()> {
    let folder = RunFolder::existing(&options.run)?;
    let record = Record::read(&folder)?;
    let history = &record.metrics.history;
    let curves = if history.is_empty() { None } else { Some(curves::png(history.series())?) };
    let pictures = spread(&record.samples, PICTURES).into_iter().map(|(step, path)| {
        let png = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Picture { step, png })
    });
    // Only a complete run has one.
    let interpolation = fs::read(folder.interpolation()).ok();
    let page = Page {
        run: &options.run.canonicalize().unwrap_or_else(|_| options.run.clone()),
        record: &record,
        curves: curves.as_deref(),
        interpolation: interpolation.as_deref(),
        samples: &pictures.collect::<Result<Vec<_>>>()?,
    };
    let out = options.out.clone().unwrap_or_else(|| options.run.join("report.html"));
    write_whole(&out, page.html().as_bytes())?;
    note(format_args!("{}: {} at step {}", out.display(), record.recipe.variant, record.step));
    Ok(())
}
