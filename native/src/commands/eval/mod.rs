//! `saddle eval`: scores of a run's samples, or of a folder of pictures, beside real ones.

mod run;

use super::bench::table::{self, Format, Row};
use crate::{
    args::Eval,
    evaluate::inception::{
        Comparison, Extractor, Figure, Metric, Pictures, Real, bar, check, read_statistics,
    },
    system::{
        failure::{note, usage},
        files::sha256,
    },
};
use anyhow::{Context as _, Result};
use run::{Named, draw};
use saddle::metrics::{frechet::Moments, inception::FEATURES};
use std::{fs::File, path::Path};

/// Samples of a run, as in most papers.
const SAMPLES: u64 = 50_000;

/// Prints the scores that were asked for.
pub fn eval(options: &Eval) -> Result<()> {
    let neighbours = options.k.map(|k| k as usize);
    let path = options.dirs.get(1).or(options.real.as_ref()).or(options.stats.as_ref());
    let given = path.map(|path| Reference::open(path)).transpose()?;
    let metrics = metrics(options, given.as_ref())?;
    let folder = options.dirs.first().map(|folder| Named::of_folder(folder)).transpose()?;
    let count = options.n.unwrap_or(SAMPLES);
    let asked = folder.as_ref().map_or(count as usize, |folder| folder.pictures.count());
    // What takes hours comes last.
    check(&metrics, asked, given.as_ref().and_then(Reference::count), neighbours)?;
    let extractor = options.net.open()?;
    let needs_real = metrics.iter().any(|&metric| metric != Metric::Is);
    let (generated, own) = match (folder, &options.run) {
        (Some(folder), _) => (folder, None),
        (None, Some(run)) => draw(options, run, count, needs_real && given.is_none())?,
        (None, None) => return Err(usage("name a run, or two folders with --dirs")),
    };
    let real = given.or(own.map(Reference::Pictures));
    let counts = [Some(generated.pictures.count()), real.as_ref().and_then(Reference::count)];
    check(&metrics, asked, counts[1], neighbours)?;
    let least = counts.into_iter().flatten().min().unwrap_or_default();
    if metrics.contains(&Metric::Fid) && least < FEATURES {
        note(format_args!(
            "fid of {least} pictures: fewer than its {FEATURES} features make it too high; it compares only with that of as many"
        ));
    }
    let protocol = protocol(options, &extractor, &generated.name, real.as_ref());
    let see = |pictures: &Pictures, name: &str| {
        extractor.see(pictures, options.net.resizer, Metric::keep(&metrics), &bar(pictures, name))
    };
    let comparison = Comparison {
        generated: see(&generated.pictures, "generated")?,
        real: match real.filter(|_| needs_real) {
            Some(Reference::Pictures(real)) => Real::Seen(see(&real.pictures, "real")?),
            Some(Reference::Statistics(moments, _)) => Real::Statistics(moments),
            None => Real::None,
        },
        resizer: options.net.resizer,
        weights: extractor.sha256,
        neighbours,
    };
    let mut figures = Vec::new();
    for &metric in &metrics {
        figures.extend(comparison.figures(metric)?);
    }
    table::write(&figures, &protocol, Format::of(options.json, false))
}

impl Named {
    fn of_folder(folder: &Path) -> Result<Self> {
        Ok(Self { pictures: Pictures::of_folder(folder)?, name: folder.display().to_string() })
    }
}

/// What generated pictures are compared with.
enum Reference {
    Pictures(Named),
    /// And what they are.
    Statistics(Moments, String),
}

impl Reference {
    /// A folder's pictures; of a file, the statistics.
    fn open(path: &Path) -> Result<Self> {
        if !path.is_file() {
            return Ok(Self::Pictures(Named::of_folder(path)?));
        }
        let (moments, name) = (read_statistics(path)?, path.display());
        let hash = File::open(path).and_then(sha256).with_context(|| format!("cannot read {name}"))?;
        Ok(Self::Statistics(moments, format!("the statistics in {name} (SHA-256 {hash})")))
    }

    fn count(&self) -> Option<usize> {
        match self {
            Self::Pictures(named) => Some(named.pictures.count()),
            Self::Statistics(..) => None,
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Pictures(Named { name, .. }) | Self::Statistics(_, name) => name,
        }
    }
}

/// The metrics that were asked for, or all that there can be; statistics do not serve for all.
fn metrics(options: &Eval, given: Option<&Reference>) -> Result<Vec<Metric>> {
    let is_statistics = matches!(given, Some(Reference::Statistics(..)));
    let can = |metric: &Metric| !is_statistics || metric.needs_no_real_pictures();
    if options.metrics.is_empty() {
        return Ok(Metric::ALL.into_iter().filter(can).collect());
    }
    match options.metrics.iter().find(|metric| !can(metric)) {
        None => Ok(options.metrics.clone()),
        Some(metric) => Err(usage(format_args!(
            "{} compares with real pictures, of which statistics are not enough; name their folder",
            metric.name()
        ))),
    }
}

/// How the figures were measured, in words.
fn protocol(options: &Eval, extractor: &Extractor, generated: &str, real: Option<&Reference>) -> String {
    let beside = real.map_or_else(String::new, |real| format!("; real: {}", real.name()));
    format!(
        "Generated: {generated}{beside}. Features of Inception-v3 in its FID variant, weights of SHA-256 {}, pictures resized \
         as {} does it.",
        extractor.sha256,
        options.net.resizer.name()
    )
}

impl Row for Figure {
    const TITLES: &'static [&'static str] =
        &["metric", "value", "deviation", "generated", "real", "resizer", "weights", "settings"];

    fn cells(&self) -> Vec<String> {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        vec![
            self.metric.to_owned(),
            format!("{:.6}", self.value),
            or_dash(self.deviation.map(|deviation| format!("{deviation:.6}"))),
            self.generated.to_string(),
            or_dash(self.real.map(|count| count.to_string())),
            self.resizer.to_owned(),
            self.weights.get(..8).unwrap_or(&self.weights).to_owned(),
            self.settings.clone(),
        ]
    }
}
