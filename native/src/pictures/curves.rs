//! `curves.png`: the losses above, then the score if there is one, all other metrics below.

use super::plot::{self, COLOURS, Canvas, FONT};
use anyhow::Result;
use plotters::{
    chart::{ChartBuilder, SeriesLabelPosition},
    element::PathElement,
    series::LineSeries,
    style::{BLACK, Color as _, WHITE},
};
use std::ops::Range;

type Series<'a> = (&'a str, Vec<(f64, f64)>);

/// Draws each metric by its name, as points over the step.
pub fn png<'a>(metrics: impl Iterator<Item = Series<'a>>) -> Result<Vec<u8>> {
    let (losses, others): (Vec<_>, Vec<_>) = metrics.partition(|(name, _)| name.starts_with("loss"));
    let (scores, others): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|(name, _)| name.starts_with("score"));
    let panels: Vec<_> = [losses, scores, others].into_iter().filter(|series| !series.is_empty()).collect();
    plot::png(900, 280 * panels.len().max(1) as u32, |canvas| {
        let areas = canvas.split_evenly((panels.len().max(1), 1));
        for (area, series) in areas.iter().zip(&panels) {
            draw_panel(area, series)?;
        }
        Ok(())
    })
}

fn draw_panel(area: &Canvas, series: &[Series]) -> Result<()> {
    let points = || series.iter().flat_map(|(_, points)| points);
    let mut chart =
        ChartBuilder::on(area).margin(10).x_label_area_size(34).y_label_area_size(52).build_cartesian_2d(
            range_of(points().map(|(step, _)| *step)),
            height_of(points().map(|(_, value)| *value)),
        )?;
    chart
        .configure_mesh()
        .bold_line_style(BLACK.mix(0.12))
        .light_line_style(BLACK.mix(0.0))
        .label_style((FONT, 12))
        .x_desc("step")
        .x_label_formatter(&|step| format!("{step:.0}"))
        .draw()?;
    for ((name, points), colour) in series.iter().zip(COLOURS.iter().cycle()) {
        chart
            .draw_series(LineSeries::new(points.iter().copied(), colour.stroke_width(2)))?
            .label(*name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2)));
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperRight)
        .background_style(WHITE.mix(0.8))
        .label_font((FONT, 12))
        .draw()?;
    Ok(())
}

/// From 0 to 1 if all values lie there, as probabilities do; else their [`range_of`].
fn height_of(values: impl Iterator<Item = f64> + Clone) -> Range<f64> {
    if values.clone().all(|value| (0.0..=1.0).contains(&value)) { 0.0..1.0 } else { range_of(values) }
}

/// From the least value to the greatest, with a little room, and never empty.
fn range_of(values: impl Iterator<Item = f64>) -> Range<f64> {
    let (least, most) = values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
    if least > most {
        return 0.0..1.0;
    }
    let width = most - least;
    let size = most.abs().max(least.abs());
    let room = if width > 1e-6 * size { 0.03 * width } else { 0.1 * size.max(1.0) };
    least - room..most + room
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_some_width_whatever_the_values() {
        for values in [&[][..], &[5.0], &[f64::NAN], &[-1.0, f64::INFINITY, 3.0]] {
            let range = range_of(values.iter().copied());
            assert!(range.start < range.end && range.end.is_finite());
        }
    }

    #[test]
    fn a_run_of_one_row_can_be_drawn() {
        let row = [("loss_d", 1.3), ("loss_g", 0.7), ("d_real", 0.5)];
        let metrics = row.map(|(name, value)| (name, vec![(10.0, value)]));
        let picture = image::load_from_memory(&png(metrics.into_iter()).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (900, 560));
        let scored = row.into_iter().chain([("score_frechet", 70.0)]);
        let metrics = scored.map(|(name, value)| (name, vec![(10.0, value)]));
        assert_eq!(image::load_from_memory(&png(metrics).unwrap()).unwrap().height(), 840);
    }
}
