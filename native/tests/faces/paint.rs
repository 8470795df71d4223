//! One pixel of a face, from the background forward.

use super::{
    HEIGHT, WIDTH,
    shapes::{Colour, Point, cover, line, lit, mix, oval},
    traits::{Hair, Traits},
};

/// Between the eyes, where CelebA's aligned pictures have it.
const EYES: Point = [89.0, 112.0];

/// The distance of an eye from there, and of the mouth.
const EYE_X: f32 = 19.5;
const MOUTH_Y: f32 = 40.0;

/// The head's middle below the eyes.
const HEAD: Point = [0.0, 6.0];

const WHITE: Colour = [240.0, 238.0, 234.0];
const DARK: Colour = [24.0, 18.0, 18.0];

/// The colour at `x` pixels from the left and `y` from the top.
pub fn pixel(face: &Traits, x: f32, y: f32) -> Colour {
    let at = turned([x - EYES[0], y - EYES[1]], face.tilt);
    let colour = behind(face, [x - EYES[0], y - EYES[1]], at);
    let colour = features(face, head(face, colour, at), at);
    lit(fringe(face, colour, at), face.brightness).map(|channel| channel.clamp(6.0, 249.0))
}

fn turned([x, y]: Point, angle: f32) -> Point {
    let (sin, cos) = (libm::sinf(angle), libm::cosf(angle));
    [cos * x + sin * y, cos * y - sin * x]
}

/// The wall, the hair behind the head, clothes and neck; only the hair tilts with the head.
fn behind(face: &Traits, upright: Point, at: Point) -> Colour {
    let down = (upright[1] + EYES[1]) / f32::from(HEIGHT);
    let across = (upright[0] + EYES[0]) / f32::from(WIDTH);
    let mut colour = mix(face.background[0], face.background[1], (0.7 * down + 0.3 * across).clamp(0.0, 1.0));
    let [half, height] = face.head;
    if face.hair == Hair::Long {
        let strands = 1.0 + 0.08 * libm::sinf(0.55 * at[0] + 0.04 * at[1]);
        let long = oval(at, [0.0, 18.0], [half + 15.0, height + 24.0]);
        colour = mix(colour, lit(face.hair_colour, 0.8 * strands), cover(long, 3.0));
    }
    colour = mix(colour, face.clothes, cover(oval(upright, [0.0, 128.0], [92.0, 46.0]), 2.0));
    let neck = line(upright, [0.0, 40.0], [0.0, 84.0], 0.95 * half);
    mix(colour, lit(face.skin, 0.78), cover(neck, 3.0))
}

/// Ears and the head's oval, brighter towards the light.
fn head(face: &Traits, mut colour: Colour, at: Point) -> Colour {
    let [half, height] = face.head;
    for side in [-1.0, 1.0] {
        let ear = oval(at, [side * half, 8.0], [5.5, 11.0]);
        colour = mix(colour, lit(face.skin, 0.85), cover(ear, 1.5));
    }
    let [x, y] = [(at[0] - HEAD[0]) / half, (at[1] - HEAD[1]) / height];
    let shade = 1.06 + face.light[0] * x + face.light[1] * y - 0.2 * (x * x + y * y);
    // A chin is narrower than a forehead.
    let narrow = 1.0 + 0.16 * y.max(0.0);
    let oval = oval([at[0] * narrow, at[1]], HEAD, face.head);
    mix(colour, lit(face.skin, shade), cover(oval, 1.8))
}

/// Hair over the forehead and round the head's upper half.
fn fringe(face: &Traits, colour: Colour, at: Point) -> Colour {
    if face.hair == Hair::None {
        return colour;
    }
    let [half, height] = face.head;
    let cap = oval(at, [0.0, 0.0], [half + 6.0, height + 6.0]);
    let hairline = -face.forehead + 0.012 * (at[0] - face.parting).powi(2);
    let low = if face.hair == Hair::Long { 34.0 } else { 2.0 };
    let edge = (at[1] - hairline.min(low)).max(cap);
    let strands = 1.0 + 0.09 * libm::sinf(0.7 * (at[0] - face.parting) + 0.3 * at[1]);
    let shine = 1.0 + 0.35 * face.light[0] * at[0] / half;
    mix(colour, lit(face.hair_colour, strands * shine), cover(edge, 2.5))
}

fn features(face: &Traits, mut colour: Colour, at: Point) -> Colour {
    let at = [at[0] - face.turn, at[1]];
    // Far from every feature there is nothing to lay on.
    if at[0].abs() > 44.0 || !(-24.0..62.0).contains(&at[1]) {
        return colour;
    }
    for side in [-1.0, 1.0] {
        colour = eye(face, colour, [side * at[0] - EYE_X, at[1]]);
        let cheek = oval([side * at[0], at[1]], [24.0, 22.0], [12.0, 9.0]);
        colour = mix(colour, lit(face.lips, 1.1), 0.28 * cover(cheek, 12.0));
    }
    let bridge = line(at, [2.5, 2.0], [3.5, 20.0], 2.0);
    colour = mix(colour, lit(face.skin, 0.8), 0.5 * cover(bridge, 4.0));
    colour = mix(colour, lit(face.skin, 0.72), 0.7 * cover(oval(at, [0.0, 23.5], [face.nose, 3.2]), 2.5));
    mouth(face, colour, [at[0], at[1] - MOUTH_Y])
}

/// An eye under its brow; `at` is measured from its middle, outwards.
fn eye(face: &Traits, mut colour: Colour, at: Point) -> Colour {
    let lid = oval(at, [0.0, 0.0], [9.5, face.eye]);
    colour = mix(colour, lit(face.skin, 0.6), cover(lid - 1.4, 1.5));
    let within = cover(lid, 1.0);
    colour = mix(colour, WHITE, within);
    colour = mix(colour, face.iris, within.min(cover(oval(at, [0.0, 0.0], [4.4, 4.4]), 1.0)));
    colour = mix(colour, DARK, within.min(cover(oval(at, [0.0, 0.0], [2.0, 2.0]), 1.0)));
    let [thickness, slant] = face.brow;
    let brow = line(at, [-10.0, -10.5 + slant], [10.5, -11.0 - slant], thickness);
    colour = mix(colour, lit(face.hair_colour, 0.75), 0.85 * cover(brow, 1.8));
    if face.glasses {
        let frame =
            oval(at, [0.5, 1.0], [14.0, 11.0]).abs().min(line(at, [-EYE_X, -2.0], [-13.0, -2.0], 0.5));
        colour = mix(colour, DARK, cover(frame - 1.0, 1.2));
    }
    colour
}

/// Lips along an arc, open over teeth or closed on a line; `at` is measured from the mouth's middle.
fn mouth(face: &Traits, colour: Colour, at: Point) -> Colour {
    let share = at[0] / face.mouth;
    let bent = [at[0], at[1] + face.smile * (share * share - 0.5)];
    let lips = oval(bent, [0.0, 0.0], [face.mouth, 4.2 + face.open]);
    let colour = mix(colour, face.lips, cover(lips, 1.6));
    if face.open > 0.0 {
        let gap = oval(bent, [0.0, 0.0], [face.mouth - 3.0, face.open]);
        let teeth = if bent[1] < 0.3 * face.open { WHITE } else { lit(face.lips, 0.35) };
        return mix(colour, teeth, cover(gap, 1.2));
    }
    let closed = line(bent, [2.0 - face.mouth, 0.0], [face.mouth - 2.0, 0.0], 1.2);
    mix(colour, lit(face.lips, 0.45), cover(closed, 1.2))
}
