//! Shapes as signed distances in pixels, negative inside, and the soft edge that covers a pixel in part.

/// A place in the face: right and down from between the eyes.
pub type Point = [f32; 2];

/// Brightness of red, green and blue, of 255.
pub type Colour = [f32; 3];

/// The distance to an oval's edge; exact for a circle, near enough for the others.
pub fn oval(at: Point, centre: Point, radii: Point) -> f32 {
    let [x, y] = [0, 1].map(|axis| (at[axis] - centre[axis]) / radii[axis]);
    (x.hypot(y) - 1.0) * radii[0].min(radii[1])
}

/// The distance to a line from `from` to `to` with round ends.
pub fn line(at: Point, from: Point, to: Point, width: f32) -> f32 {
    let [along, place] = [0, 1].map(|axis| [to[axis] - from[axis], at[axis] - from[axis]]);
    let length = along[0] * along[0] + place[0] * place[0];
    let share = ((along[1] * along[0] + place[1] * place[0]) / length).clamp(0.0, 1.0);
    (along[1] - share * along[0]).hypot(place[1] - share * place[0]) - width / 2.0
}

/// The part of a pixel that a shape at this distance covers, its edge `soft` pixels wide.
pub fn cover(distance: f32, soft: f32) -> f32 {
    (0.5 - distance / soft).clamp(0.0, 1.0)
}

/// `under` with `over` laid on it, `share` of it opaque.
pub fn mix(under: Colour, over: Colour, share: f32) -> Colour {
    std::array::from_fn(|channel| under[channel] + share * (over[channel] - under[channel]))
}

/// `colour` made `factor` times as bright.
pub fn lit(colour: Colour, factor: f32) -> Colour {
    colour.map(|channel| channel * factor)
}
