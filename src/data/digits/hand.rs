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
    /// The strokes' straight pieces, one after the other.
    pub path: Vec<Segment>,
    /// Half the line's mean width, in pixels.
    pub radius: f32,
}

/// Writes a digit the given `way`, in a hand drawn from `rng`.
pub fn write(way: &Way, rng: &mut Rng) -> Writing {
    let hand = Hand::new(rng);
    let strokes: Vec<Vec<[f64; 2]>> = way
        .strokes
        .iter()
        .map(|points| {
            let mut curve = smooth(&hand.wander(points, rng), hand.swing);
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
    /// How far the pen swings out at a point: 0 is a polygon, 0.5 the usual spline.
    swing: f64,
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
        let (radius, swing) = normal();
        let mut bend = [[0.0; 4]; 2];
        for axis in &mut bend {
            for pair in axis.chunks_exact_mut(2) {
                (pair[0], pair[1]) = normal();
            }
        }
        let pressure = normal();
        Self {
            unsteadiness: 0.032 * libm::exp(0.35 * unsteadiness),
            width: libm::exp(0.22 * width),
            slant: 0.14 + 0.26 * slant,
            turn: libm::sincos(0.09 * turn),
            bend: bend.map(|axis| axis.map(|coefficient| 0.4 * coefficient)),
            swing: 0.5 * libm::exp(0.25 * swing),
            radius: (1.30 * libm::exp(0.28 * radius)).clamp(0.55, 2.6),
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

/// A curve through `points`, cut into straight pieces: a cardinal spline, whose direction at a point is
/// `swing` times the way from the point before to the point after.
fn smooth(points: &[[f64; 2]], swing: f64) -> Vec<[f64; 2]> {
    let last = points.len() - 1;
    let mut curve = Vec::with_capacity(last * PIECES + 1);
    curve.push(points[0]);
    for at in 0..last {
        let (start, end) = (points[at], points[at + 1]);
        if start == end {
            continue;
        }
        let (before, after) = (points[at.saturating_sub(1)], points[(at + 2).min(last)]);
        for piece in 1..=PIECES {
            let t = piece as f64 / PIECES as f64;
            curve.push(core::array::from_fn(|axis| {
                let leave = swing * (end[axis] - before[axis]);
                let arrive = swing * (after[axis] - start[axis]);
                let way = end[axis] - start[axis];
                let quadratic = 3.0 * way - 2.0 * leave - arrive;
                let cubic = leave + arrive - 2.0 * way;
                start[axis] + t * (leave + t * (quadratic + t * cubic))
            }));
        }
    }
    curve
}

/// Scales the strokes so that their ink fills MNIST's box, which lies in the middle of the image.
fn frame(strokes: Vec<Vec<[f64; 2]>>, hand: &Hand) -> Writing {
    let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for point in strokes.iter().flatten() {
        for axis in 0..2 {
            low[axis] = low[axis].min(point[axis]);
            high[axis] = high[axis].max(point[axis]);
        }
    }
    let extent = (high[0] - low[0]).max(high[1] - low[1]).max(1e-3);
    let margin = hand.radius + f64::from(FADE);
    let scale = (BOX - 2.0 * margin) / extent;
    // As a scanned digit is cut out and scaled, its ink starts on a whole pixel.
    let corner: [f64; 2] = core::array::from_fn(|axis| {
        let length = scale * (high[axis] - low[axis]) + 2.0 * margin;
        libm::round((SIDE as f64 - length) / 2.0) + margin
    });
    let place = |point: [f64; 2]| -> [f32; 2] {
        core::array::from_fn(|axis| (corner[axis] + scale * (point[axis] - low[axis])) as f32)
    };
    let path = strokes
        .iter()
        .flat_map(|stroke| stroke.array_windows())
        .map(|&[from, to]| {
            let off = |axis: usize| (2.0 * from[axis] - low[axis] - high[axis]) / (2.0 * extent);
            let pressure = 1.0 + hand.pressure[0] * off(0) + hand.pressure[1] * off(1);
            Segment {
                from: place(from),
                to: place(to),
                pressure: pressure.clamp(0.7, 1.4) as f32,
            }
        })
        .collect();
    Writing {
        path,
        radius: hand.radius as f32,
    }
}
