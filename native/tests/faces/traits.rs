//! What differs from face to face.

use super::shapes::{Colour, lit, mix};
use saddle::train::rng::Rng;

const SKINS: [Colour; 5] =
    [[247., 214., 190.], [232., 184., 150.], [205., 150., 112.], [158., 104., 72.], [98., 64., 46.]];
const HAIRS: [Colour; 6] = [
    [32., 26., 24.],
    [72., 46., 30.],
    [122., 78., 44.],
    [214., 178., 112.],
    [170., 78., 38.],
    [176., 174., 172.],
];
const IRISES: [Colour; 4] = [[72., 48., 32.], [58., 104., 160.], [74., 122., 70.], [110., 100., 80.]];
const LIPS: [Colour; 3] = [[196., 92., 88.], [176., 44., 58.], [150., 84., 72.]];

/// How far the hair comes down.
#[derive(Clone, Copy, PartialEq)]
pub enum Hair {
    None,
    Short,
    Long,
}

/// One face; lengths in pixels.
pub struct Traits {
    pub background: [Colour; 2],
    pub clothes: Colour,
    pub skin: Colour,
    pub hair_colour: Colour,
    pub hair: Hair,
    /// Half the head's width and height.
    pub head: [f32; 2],
    /// Where the hairline is, above the eyes.
    pub forehead: f32,
    /// Which side the parting is on, and how far.
    pub parting: f32,
    pub iris: Colour,
    pub lips: Colour,
    /// Half an eye's height; a small one is nearly closed.
    pub eye: f32,
    /// How thick the brows are, and how far they slant.
    pub brow: [f32; 2],
    pub nose: f32,
    /// Half the mouth's width.
    pub mouth: f32,
    /// How far the mouth's corners rise; below 0, they hang.
    pub smile: f32,
    /// How far the mouth is open.
    pub open: f32,
    pub glasses: bool,
    /// The head's turn to a side, in pixels that eyes, nose and mouth move; and its tilt, in radians.
    pub turn: f32,
    pub tilt: f32,
    /// Where the light comes from, longer where it is harder.
    pub light: [f32; 2],
    pub brightness: f32,
}

impl Traits {
    /// The next face of `rng`.
    pub fn new(rng: &mut Rng) -> Self {
        let tone = between(rng, 0.0, SKINS.len() as f32 - 1.001);
        let skin = mix(SKINS[tone as usize], SKINS[tone as usize + 1], tone.fract());
        let hair_colour = varied(rng, &HAIRS, 0.25);
        let wall = std::array::from_fn(|_| between(rng, 20.0, 235.0));
        Self {
            background: [wall, lit(wall, between(rng, 0.45, 1.05))],
            clothes: std::array::from_fn(|_| between(rng, 15.0, 225.0)),
            skin,
            hair_colour,
            hair: [Hair::Long, Hair::Long, Hair::Short, Hair::Short, Hair::None][rng.below(5) as usize],
            head: [between(rng, 39.0, 48.0), between(rng, 55.0, 64.0)],
            forehead: between(rng, 24.0, 36.0),
            parting: between(rng, -20.0, 20.0),
            iris: varied(rng, &IRISES, 0.2),
            lips: mix(varied(rng, &LIPS, 0.1), skin, between(rng, 0.0, 0.45)),
            eye: between(rng, 2.8, 5.0),
            brow: [between(rng, 1.8, 4.2), between(rng, -2.5, 2.5)],
            nose: between(rng, 5.5, 9.0),
            mouth: between(rng, 12.5, 19.0),
            smile: between(rng, -2.0, 7.0),
            open: if rng.below(2) == 0 { 0.0 } else { between(rng, 1.5, 5.5) },
            glasses: rng.below(7) == 0,
            turn: between(rng, -7.0, 7.0),
            tilt: between(rng, -0.09, 0.09),
            light: [between(rng, -0.4, 0.4), between(rng, -0.3, 0.1)],
            brightness: between(rng, 0.82, 1.08),
        }
    }
}

fn between(rng: &mut Rng, low: f32, high: f32) -> f32 {
    rng.between(f64::from(low), f64::from(high)) as f32
}

/// One of `colours`, up to the share `by` lighter or darker.
fn varied(rng: &mut Rng, colours: &[Colour], by: f32) -> Colour {
    let colour = colours[rng.below(colours.len() as u64) as usize];
    lit(colour, between(rng, 1.0 - by, 1.0 + by))
}
