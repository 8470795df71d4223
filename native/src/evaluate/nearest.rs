//! The real samples closest to each generated one: a generator that only repeats what it was shown has them at hand.

use anyhow::Result;
use rayon::iter::{IndexedParallelIterator as _, IntoParallelRefMutIterator as _, ParallelIterator as _};
use saddle::{data::Dataset, session::Samples};

/// Real samples read at once: more need more memory and are no faster.
const CHUNK: u64 = 512;

/// Each of `samples` followed by the `closest` among the first `among` of `dataset`, the closest first, by the squared
/// distance over all pixels.
pub fn with_nearest(samples: &Samples, dataset: &dyn Dataset, among: u64, closest: usize) -> Result<Samples> {
    let length = samples.shape.iter().product();
    let generated: Vec<_> = samples.values.chunks_exact(length).collect();
    let mut found = vec![Vec::<(f32, u64)>::new(); generated.len()];
    for start in (0..among).step_by(CHUNK as usize) {
        let indices: Vec<_> = (start..among.min(start + CHUNK)).collect();
        let real = dataset.read(&indices)?.samples;
        found.par_iter_mut().zip(&generated).for_each(|(found, sample)| {
            let distances = real.chunks_exact(length).map(|real| squared_distance(sample, real));
            found.extend(distances.zip(indices.iter().copied()));
            found.sort_by(|one, other| one.0.total_cmp(&other.0));
            found.truncate(closest);
        });
    }

    let mut values = Vec::new();
    for (sample, found) in generated.iter().zip(&found) {
        values.extend_from_slice(sample);
        let indices: Vec<_> = found.iter().map(|(_, index)| *index).collect();
        values.extend(dataset.read(&indices)?.samples);
    }
    Ok(Samples { shape: samples.shape, values, labels: Vec::new() })
}

fn squared_distance(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(x, y)| (x - y) * (x - y)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;
    use saddle::recipe::Recipe;

    #[test]
    fn a_real_sample_is_nearest_to_itself_and_the_others_follow_by_their_distance() {
        let recipe = Recipe::from_query("variant=vanilla&data=digits").unwrap();
        let dataset = data::open(&recipe, None).unwrap();
        let sample = dataset.read(&[700]).unwrap().samples;
        let samples = Samples { shape: [1, 28, 28], values: sample.clone(), labels: Vec::new() };
        let found = with_nearest(&samples, dataset.as_ref(), 1000, 3).unwrap();
        let rows: Vec<_> = found.values.chunks_exact(28 * 28).collect();
        assert_eq!((found.count(), rows[1]), (4, &sample[..]));
        let distances: Vec<_> = rows.iter().map(|row| squared_distance(row, &sample)).collect();
        assert!(distances.is_sorted() && distances[2] > 0.0, "{distances:?}");
        // Among too few there are fewer.
        assert_eq!(with_nearest(&samples, dataset.as_ref(), 2, 3).unwrap().count(), 3);
    }
}
