//! A hand: how one sample departs from the skeleton it follows, and how it is framed.

use super::{
    ink::{FADE, SIDE, Segment},
    skeletons::Way,
};
use crate::train::rng::Rng;

/// Straight pieces between two points of a skeleton.
const PIECES: usize = 5;

/// How much of a point's displacement its successor keeps: neighbours err alike, so that strokes stay smooth.
const MEMORY: f64 = 0.6;

/// The longer side of a framed digit in pixels, ink included, as in MNIST.
const BOX: f64 = 20.0;

/// A digit as it was written: the pen's path in pixels, and the pen's radius.
pub struct Writing {
    pub path: Vec<Segment>,
    pub radius: f32,
}

/// Writes a digit the given `way`, in a hand drawn from `rng`.
pub fn write(way: &Way, rng: &mut Rng) -> Writing {
    let hand = Hand::new(rng);
    let strokes: Vec<Vec<[f64; 2]>> = way
        .strokes
        .iter()
        .map(|points| {
            let mut curve = smooth(&hand.wander(points, rng));
            curve.iter_mut().for_each(|point| *point = hand.lean(*point));
            curve
        })
        .collect();
    frame(strokes, &hand)
}

/// What stays the same throughout one sample.
struct Hand {
    /// Standard deviation of a point's distance from its place, in heights of the digit.
    unsteadiness: f64,
    /// Width over the skeleton's width.
    width: f64,
    /// How far the head leans to the right, in heights of the digit.
    slant: f64,
    /// Sine and cosine of the whole digit's turn.
    turn: (f64, f64),
    /// Coefficients of `x^2`, `xy`, `y^2` and `y^3` in the displacement along each axis.
    bend: [[f64; 4]; 2],
    /// The pen's radius in pixels.
    radius: f64,
    /// Change of the pen's pressure from the left to the right and from the head to the foot.
    pressure: [f64; 2],
}

impl Hand {
    fn new(rng: &mut Rng) -> Self {
        let mut normal = || rng.normal_pair();
        let (unsteadiness, width) = normal();
        let (slant, turn) = normal();
        let (radius, _) = normal();
        let mut bend = [[0.0; 4]; 2];
        for axis in &mut bend {
            for pair in axis.chunks_exact_mut(2) {
                (pair[0], pair[1]) = normal();
            }
        }
        let pressure = normal();
        Self {
            unsteadiness: 0.026 * libm::exp(0.35 * unsteadiness),
            width: libm::exp(0.22 * width),
            slant: 0.14 + 0.26 * slant,
            turn: libm::sincos(0.09 * turn),
            bend: [bend[0].map(|c| 0.35 * c), bend[1].map(|c| 0.35 * c)],
            radius: (1.25 * libm::exp(0.28 * radius)).clamp(0.55, 2.6),
            pressure: [0.15 * pressure.0, 0.15 * pressure.1],
        }
    }

    /// The skeleton's points where an unsteady hand puts them, in heights of the digit.
    fn wander(&self, points: &[(i8, i8)], rng: &mut Rng) -> Vec<[f64; 2]> {
        let mut drift = [0.0; 2];
        let mut previous = None;
        points
            .iter()
            .map(|&(x, y)| {
                // A point that stands twice must stay one point.
                if previous.replace((x, y)) != Some((x, y)) {
                    let (right, down) = rng.normal_pair();
                    drift = [
                        MEMORY * drift[0] + self.unsteadiness * right,
                        MEMORY * drift[1] + self.unsteadiness * down,
                    ];
                }
                [f64::from(x) * 0.01 + drift[0], f64::from(y) * 0.01 + drift[1]]
            })
            .collect()
    }

    /// Bends, stretches, slants and turns a point.
    fn lean(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let (x, y) = (x - 0.35, y - 0.5);
        let terms = [x * x, x * y, y * y, 2.0 * y * y * y];
        let bent = |axis: usize| -> f64 { self.bend[axis].iter().zip(terms).map(|(c, t)| c * t).sum() };
        let (x, y) = (x + bent(0), y + bent(1));
        let x = self.width * x - self.slant * y;
        let (sin, cos) = self.turn;
        [cos * x - sin * y, sin * x + cos * y]
    }
}

/// A curve through `points`: a uniform Catmull-Rom spline, cut into straight pieces.
fn smooth(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let last = points.len() - 1;
    let mut curve = Vec::with_capacity(last * PIECES + 1);
    curve.push(points[0]);
    for at in 0..last {
        let (a, b, c, d) =
            (points[at.saturating_sub(1)], points[at], points[at + 1], points[(at + 2).min(last)]);
        if b == c {
            continue;
        }
        for piece in 1..=PIECES {
            let t = piece as f64 / PIECES as f64;
            curve.push(core::array::from_fn(|axis| {
                let (a, b, c, d) = (a[axis], b[axis], c[axis], d[axis]);
                let quadratic = 2.0 * a - 5.0 * b + 4.0 * c - d;
                let cubic = 3.0 * (b - c) + d - a;
                b + 0.5 * t * (c - a + t * (quadratic + t * cubic))
            }));
        }
    }
    curve
}

/// Scales the strokes so that the ink fills MNIST's box, and centres them by their centre of mass.
fn frame(strokes: Vec<Vec<[f64; 2]>>, hand: &Hand) -> Writing {
    let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for point in strokes.iter().flatten() {
        for axis in 0..2 {
            low[axis] = low[axis].min(point[axis]);
            high[axis] = high[axis].max(point[axis]);
        }
    }
    let extent = (high[0] - low[0]).max(high[1] - low[1]).max(1e-3);
    let ink = 2.0 * (hand.radius + 0.5 * f64::from(FADE));
    let scale = (BOX - ink) / extent;

    let (mut mass, mut moment) = (1e-9, [0.0; 2]);
    for [from, to] in strokes.iter().flat_map(|stroke| stroke.array_windows()) {
        let length = libm::hypot(to[0] - from[0], to[1] - from[1]);
        mass += length;
        for axis in 0..2 {
            moment[axis] += length * 0.5 * (from[axis] + to[axis]);
        }
    }
    let centre = moment.map(|moment| moment / mass);
    let place =
        |point: [f64; 2], axis: usize| (SIDE as f64 * 0.5 + scale * (point[axis] - centre[axis])) as f32;
    let path = strokes
        .iter()
        .flat_map(|stroke| stroke.array_windows())
        .map(|&[from, to]| {
            let at = |axis: usize| (from[axis] - centre[axis]) / extent;
            let pressure = 1.0 + hand.pressure[0] * at(0) + hand.pressure[1] * at(1);
            Segment {
                from: [place(from, 0), place(from, 1)],
                to: [place(to, 0), place(to, 1)],
                pressure: pressure.clamp(0.7, 1.4) as f32,
            }
        })
        .collect();
    Writing { path, radius: hand.radius as f32 }
}
