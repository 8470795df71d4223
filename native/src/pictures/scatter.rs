//! Points of the plane: the real ones beside the generated ones, on the same scale.

use super::plot::{self, COLOURS, Canvas, FONT};
use anyhow::Result;
use plotters::{
    chart::ChartBuilder,
    element::Circle,
    style::{BLACK, Color as _, HSLColor, RGBColor},
};
use std::f64::consts::GOLDEN_RATIO;

/// One panel's side.
const SIDE: u32 = 360;

/// Points and the class of each; no classes where all have one colour.
pub type Classified<'a> = (&'a [[f32; 2]], &'a [u16]);

/// Draws the two panels.
pub fn png([real, generated]: [Classified; 2]) -> Result<Vec<u8>> {
    let reach = reach(real.0);
    plot::png(2 * SIDE, SIDE, |canvas| {
        let panels = canvas.split_evenly((1, 2));
        let contents = [("real", real, COLOURS[0]), ("generated", generated, COLOURS[1])];
        for (panel, (title, points, colour)) in panels.iter().zip(contents) {
            draw_panel(panel, title, points, colour, reach)?;
        }
        Ok(())
    })
}

/// Half the side of a square around the real points, with room for generated points that miss them a little.
fn reach(real: &[[f32; 2]]) -> f32 {
    let farthest = real.as_flattened().iter().fold(0.0f32, |far, x| far.max(x.abs()));
    1.25 * if farthest > 0.0 { farthest } else { 1.0 }
}

fn draw_panel(
    panel: &Canvas,
    title: &str,
    (points, classes): Classified,
    colour: RGBColor,
    reach: f32,
) -> Result<()> {
    let mut chart = ChartBuilder::on(panel)
        .margin(8)
        .caption(title, (FONT, 16))
        .x_label_area_size(22)
        .y_label_area_size(34)
        .build_cartesian_2d(-reach..reach, -reach..reach)?;
    chart
        .configure_mesh()
        .bold_line_style(BLACK.mix(0.12))
        .light_line_style(BLACK.mix(0.0))
        .label_style((FONT, 11))
        .x_labels(5)
        .y_labels(5)
        .draw()?;
    // A point outside is left out: drawn at the edge it would look like a mode there.
    let inside = points.iter().enumerate().filter(|(_, point)| point.iter().all(|x| x.abs() <= reach));
    chart.draw_series(inside.map(|(at, &[x, y])| {
        let style = classes.get(at).map_or(colour.mix(0.45), |&class| of_class(class).mix(0.7));
        Circle::new((x, y), 2, style.filled())
    }))?;
    Ok(())
}

/// A class's colour: neighbours on the wheel are far apart in number.
fn of_class(class: u16) -> HSLColor {
    let turns = f64::from(class) * GOLDEN_RATIO;
    HSLColor(turns.fract(), 0.75, 0.42)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wild_points_and_none_at_all_can_be_drawn() {
        let wild = [[f32::NAN, 0.0], [1e30, -1e30], [0.1, 0.2]];
        for points in [&wild[..], &[]] {
            let file = png([(&[[1.0, -2.0]], &[]), (points, &[0, 255])]).unwrap();
            let picture = image::load_from_memory(&file).unwrap();
            assert_eq!((picture.width(), picture.height()), (720, 360));
        }
        assert_eq!(reach(&[[1.0, -2.0]]), 2.5);
    }
}
