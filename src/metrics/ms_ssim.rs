//! Multi-scale structural similarity of two images, and by it how alike the images of a set are.
//!
//! Wang, Simoncelli & Bovik 2003, "Multiscale structural similarity for image quality assessment", eq. 7: under a Gaussian
//! window, means, variances and the covariance of both images make their similarity
//!
//! ```text
//! luminance = (2 m m' + c1) / (m^2 + m'^2 + c1)      contrast = (2 cov + c2) / (var + var' + c2)
//! ```
//!
//! and that of several scales, each half as large as the one before, is the product of the mean contrasts and, at the smallest
//! scale, of the mean of luminance and contrast, each to the power of its scale's weight. 1 for equal images.
//!
//! Odena et al. 2017, arXiv:1610.09585, section 4.2, take the mean over pairs of one class for how alike its samples are: a
//! generator that makes the same image over and over has 1. It compares with that of real images under the same protocol alone.

/// Of each scale, the largest first (section 3.2).
const WEIGHTS: [f64; 5] = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];
/// Pixels across the window, and its deviation.
const WINDOW: usize = 11;
const DEVIATION: f64 = 1.5;
/// Pixels are from -1 to 1.
const RANGE: f64 = 2.0;
/// What keeps the quotients finite where an image is plain.
const C1: f64 = (0.01 * RANGE) * (0.01 * RANGE);
const C2: f64 = (0.03 * RANGE) * (0.03 * RANGE);

/// An image, `[channel, height, width]`.
#[derive(Clone)]
struct Image {
    pixels: Vec<f64>,
    shape: [usize; 3],
}

/// The similarity of two images of this `[channel, height, width]`, pixels from -1 to 1; over as many of the five scales as keep
/// the window within the image, whose weights are divided by their sum: two at 28x28 pixels, three at 64x64. Nothing where
/// the window is larger than the image.
pub fn ms_ssim(one: &[f32], other: &[f32], shape: [usize; 3]) -> Option<f64> {
    let image = |pixels: &[f32]| Image { pixels: pixels.iter().map(|&p| p.into()).collect(), shape };
    let (mut one, mut other) = (image(one), image(other));
    let weights = &WEIGHTS[..scales(shape)];
    let total: f64 = weights.iter().sum();
    let mut similarity = 1.0;
    for (scale, weight) in weights.iter().enumerate() {
        let is_last = scale + 1 == weights.len();
        let [structural, contrast] = similarities(&one, &other);
        // A negative number has no such power; it is taken for 0, as by torchmetrics.
        similarity *= (if is_last { structural } else { contrast }).max(0.0).powf(weight / total);
        if !is_last {
            (one, other) = (one.halved(), other.halved());
        }
    }
    (!weights.is_empty()).then_some(similarity)
}

/// The mean similarity of each image to the next one of its class in `classes`, over classes with at least two images; nothing
/// where there is none, or the window is larger than the images.
pub fn within_classes(values: &[f32], shape: [usize; 3], classes: &[usize]) -> Option<f64> {
    let images: Vec<_> = values.chunks_exact(shape.iter().product()).collect();
    let count = classes.iter().max()? + 1;
    let of_class = (0..count).filter_map(|class| {
        let images: Vec<_> =
            images.iter().zip(classes).filter(|(_, of)| **of == class).map(|(image, _)| *image).collect();
        let pairs: Option<Vec<_>> = images.windows(2).map(|pair| ms_ssim(pair[0], pair[1], shape)).collect();
        pairs.filter(|pairs| !pairs.is_empty()).map(|pairs| mean(&pairs))
    });
    let of_class: Vec<_> = of_class.collect();
    (!of_class.is_empty()).then(|| mean(&of_class))
}

/// How many scales keep the window within the image.
fn scales([_, height, width]: [usize; 3]) -> usize {
    (0..WEIGHTS.len()).take_while(|halvings| height.min(width) >> halvings >= WINDOW).count()
}

/// The means over the image of luminance times contrast, and of contrast alone.
fn similarities(one: &Image, other: &Image) -> [f64; 2] {
    let window = window();
    let smooth = |image: &Image| image.smoothed(&window);
    let product = |a: &Image, b: &Image| Image {
        pixels: a.pixels.iter().zip(&b.pixels).map(|(a, b)| a * b).collect(),
        shape: a.shape,
    };
    let [mean_one, mean_other] = [smooth(one), smooth(other)];
    let [squares_one, squares_other, products] =
        [product(one, one), product(other, other), product(one, other)].map(|image| smooth(&image));
    let count = mean_one.len() as f64;
    let mut sums = [0.0; 2];
    for at in 0..mean_one.len() {
        let (m, n) = (mean_one[at], mean_other[at]);
        let variances = squares_one[at] - m * m + squares_other[at] - n * n;
        let contrast = (2.0 * (products[at] - m * n) + C2) / (variances + C2);
        let luminance = (2.0 * m * n + C1) / (m * m + n * n + C1);
        sums[0] += luminance * contrast / count;
        sums[1] += contrast / count;
    }
    sums
}

/// A Gaussian of sum 1.
fn window() -> [f64; WINDOW] {
    let raw: [f64; WINDOW] = std::array::from_fn(|at| {
        let from_middle = at as f64 - (WINDOW / 2) as f64;
        (-0.5 * (from_middle / DEVIATION).powi(2)).exp()
    });
    let sum: f64 = raw.iter().sum();
    raw.map(|weight| weight / sum)
}

impl Image {
    /// The means under the `window` at each place where all of it is in the image.
    fn smoothed(&self, window: &[f64; WINDOW]) -> Vec<f64> {
        let [channels, height, width] = self.shape;
        let (rows, columns) = (height + 1 - WINDOW, width + 1 - WINDOW);
        let weighted = |values: &mut dyn Iterator<Item = f64>| -> f64 {
            values.zip(window).map(|(value, weight)| value * weight).sum()
        };
        let across: Vec<f64> = self
            .pixels
            .chunks_exact(width)
            .flat_map(|row| row.windows(WINDOW).map(|pixels| weighted(&mut pixels.iter().copied())))
            .collect();
        let mut smoothed = Vec::with_capacity(channels * rows * columns);
        for plane in across.chunks_exact(height * columns) {
            for row in 0..rows {
                smoothed.extend((0..columns).map(|column| {
                    weighted(&mut (row..row + WINDOW).map(|row| plane[row * columns + column]))
                }));
            }
        }
        smoothed
    }

    /// Half as high and wide: the mean of each square of four pixels.
    fn halved(&self) -> Self {
        let [channels, height, width] = self.shape;
        let (rows, columns) = (height / 2, width / 2);
        let mut pixels = Vec::with_capacity(channels * rows * columns);
        for plane in self.pixels.chunks_exact(height * width) {
            for row in 0..rows {
                let line = |row: usize| &plane[row * width..][..2 * columns];
                let (upper, lower) = (line(2 * row), line(2 * row + 1));
                let squares = upper.chunks_exact(2).zip(lower.chunks_exact(2));
                pixels.extend(squares.map(|(u, l)| (u[0] + u[1] + l[0] + l[1]) / 4.0));
            }
        }
        Self { pixels, shape: [channels, rows, columns] }
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    /// A case of `tests/fixtures/ms_ssim.py`.
    #[derive(Deserialize)]
    struct Case {
        channels: usize,
        side: usize,
        phase: f64,
        ssim: f64,
        ms_ssim: f64,
    }

    /// As the script draws them.
    fn waves(shape: [usize; 3], phase: f64) -> Image {
        let [channels, height, width] = shape;
        let mut pixels = Vec::new();
        for c in 0..channels {
            for y in 0..height {
                pixels.extend((0..width).map(|x| {
                    (0.7 * x as f64 + phase).sin() * (0.3 * y as f64 * (1.0 + phase) + c as f64).cos()
                }));
            }
        }
        Image { pixels, shape }
    }

    fn floats(image: &Image) -> Vec<f32> {
        image.pixels.iter().map(|&pixel| pixel as f32).collect()
    }

    #[test]
    fn images_are_as_similar_as_scikit_image_and_torchmetrics_find_them() {
        let cases: Vec<Case> =
            serde_json::from_str(include_str!("../../tests/fixtures/ms_ssim.json")).unwrap();
        for Case { channels, side, phase, ssim, ms_ssim: several } in cases {
            let shape = [channels, side, side];
            let (one, other) = (waves(shape, 0.0), waves(shape, phase));
            let [found, _] = similarities(&one, &other);
            assert!((found - ssim).abs() <= 1e-6 * ssim, "{side} {phase}: {found} {ssim}");
            // Through float32, as generated images are.
            let found = ms_ssim(&floats(&one), &floats(&other), shape).unwrap();
            assert!((found - several).abs() <= 1e-5 * several, "{side} {phase}: {found} {several}");
        }
    }

    #[test]
    fn equal_images_have_one_and_small_ones_nothing() {
        let image = floats(&waves([3, 40, 30], 0.4));
        assert!((ms_ssim(&image, &image, [3, 40, 30]).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(ms_ssim(&[0.0; 100], &[0.0; 100], [1, 10, 10]), None);
        assert_eq!((scales([1, 28, 28]), scales([3, 64, 64]), scales([3, 299, 299])), (2, 3, 5));
    }

    #[test]
    fn only_images_of_one_class_are_compared() {
        let shape = [1, 12, 12];
        let [one, other] = [0.0, 2.0].map(|phase| floats(&waves(shape, phase)));
        let values = [&one[..], &other, &one, &other].concat();
        let alike = within_classes(&values, shape, &[0, 3, 0, 3]).unwrap();
        assert!((alike - 1.0).abs() < 1e-12, "{alike}");
        let mixed = within_classes(&values, shape, &[0; 4]).unwrap();
        assert!((mixed - ms_ssim(&one, &other, shape).unwrap()).abs() < 1e-12 && mixed < 0.9, "{mixed}");
        assert_eq!(within_classes(&values, shape, &[0, 1, 2, 3]), None);
        assert_eq!(within_classes(&[], shape, &[]), None);
    }
}
