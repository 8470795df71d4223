//! `saddle translate`: a person's own pictures through the translator of a run.

use crate::{
    args::Translate,
    data::{self, pictures::sample_of},
    pictures,
    run::{checkpoints, folder::RunFolder},
    system::{
        device,
        failure::{note, usage},
        files::write_whole,
    },
};
use anyhow::{Context as _, Result, bail};
use pollster::block_on;
use saddle::{
    recipe::parts::Pictures,
    session::{Direction, Samples, Session, Weights},
    train::checkpoint::Checkpoint,
};
use std::{fs, path::Path};

/// Translates each picture, and writes a PNG file of the same name.
pub fn translate(options: &Translate) -> Result<()> {
    let path = RunFolder::checkpoint_of(&options.run)?;
    let in_file = || path.display().to_string();
    let bytes = checkpoints::read(&path)?;
    let checkpoint = Checkpoint::read(&bytes).with_context(in_file)?;
    if !checkpoint.recipe.is_translation() {
        return Err(usage(format_args!(
            "{} is a run of {}, which makes samples of latents; pix2pix and cyclegan translate",
            path.display(),
            checkpoint.recipe.variant
        )));
    }
    let device = device::open(options.device)?;
    let data = data::open_without_samples(&checkpoint)?;
    let session = Session::resume_on_any_data(&checkpoint, data, &device).with_context(in_file)?;
    fs::create_dir_all(&options.out).with_context(|| format!("cannot make {}", options.out.display()))?;
    let direction = if options.back { Direction::Back } else { Direction::There };
    let weights = if options.raw { Weights::Raw } else { Weights::Ema };
    let mut used = Vec::new();
    for image in &options.images {
        let out = options.out.join(file_name(image)?).with_extension("png");
        if used.contains(&out) {
            bail!(
                "{}: another picture of that name was written to {} just now",
                image.display(),
                out.display()
            );
        }
        let source = source_of(&session, image, direction)?;
        let translated = block_on(session.translate(source, direction, weights))?;
        write_whole(&out, &pictures::single(&translated)?)?;
        used.push(out);
    }
    note(format_args!("{}: {} translations at step {}", options.out.display(), used.len(), session.steps()));
    Ok(())
}

fn file_name(path: &Path) -> Result<&Path> {
    path.file_name().map(Path::new).with_context(|| format!("{} names no file", path.display()))
}

/// The picture as the run takes its own: cut to the square in the middle, at the run's size, in its channels.
fn source_of(session: &Session, path: &Path, direction: Direction) -> Result<Samples> {
    let [shape, _] = session.shapes(direction)?;
    let settings = Pictures { size: shape[1], greyscale: shape[0] == 1, ..session.recipe().pictures };
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let values = sample_of(&bytes, &settings).with_context(|| path.display().to_string())?;
    Ok(Samples { shape, values, labels: Vec::new() })
}
