//! Lines one pixel thin in place of strokes.

/// Brightness from which a pixel is of a stroke.
const STROKE: f32 = 0.0;

/// White lines on black in the middle of an image's bright strokes: the thinning of Zhang & Suen 1984 ("A fast parallel
/// algorithm for thinning digital patterns", CACM 27), which takes away the strokes' edges until nothing changes.
pub fn thinned(image: &[f32], width: usize) -> Vec<f32> {
    let mut strokes: Vec<bool> = image.iter().map(|&value| value > STROKE).collect();
    while [true, false].map(|is_first| peel(&mut strokes, width, is_first)).contains(&true) {}
    strokes.into_iter().map(|is_stroke| if is_stroke { 1.0 } else { -1.0 }).collect()
}

/// Takes away edges of one side: the lower and right ones first. Whether there were any.
fn peel(strokes: &mut [bool], width: usize, is_first: bool) -> bool {
    let edges: Vec<_> = (0..strokes.len())
        .filter(|&place| strokes[place] && is_edge(strokes, width, place, is_first))
        .collect();
    edges.iter().for_each(|&place| strokes[place] = false);
    !edges.is_empty()
}

fn is_edge(strokes: &[bool], width: usize, place: usize, is_first: bool) -> bool {
    let around = around(strokes, width, place);
    let count = around.iter().filter(|is_stroke| **is_stroke).count();
    let begins = (0..8).filter(|&at| !around[at] && around[(at + 1) % 8]).count();
    let [north, _, east, _, south, _, west, _] = around;
    let is_on_side =
        if is_first { !east || !south || !north && !west } else { !north || !west || !east && !south };
    (2..=6).contains(&count) && begins == 1 && is_on_side
}

/// The eight neighbours, clockwise from the one above; nothing is beyond the image.
fn around(strokes: &[bool], width: usize, place: usize) -> [bool; 8] {
    let (row, column) = ((place / width) as isize, (place % width) as isize);
    let height = strokes.len() / width;
    [(-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1)].map(|(down, right)| {
        let (row, column) = (row + down, column + right);
        let is_inside = (0..height as isize).contains(&row) && (0..width as isize).contains(&column);
        is_inside && strokes[row as usize * width + column as usize]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(rows: &[&str]) -> Vec<f32> {
        rows.concat().chars().map(|pixel| if pixel == '#' { 1.0 } else { -1.0 }).collect()
    }

    #[test]
    fn a_bar_becomes_a_line_in_its_middle() {
        let thin =
            thinned(&image(&["..........", ".########.", ".########.", ".########.", ".........."]), 10);
        let rows: Vec<Vec<usize>> =
            thin.chunks(10).map(|row| (0..10).filter(|&column| row[column] > 0.0).collect()).collect();
        assert!(rows[1].is_empty() && rows[3].is_empty(), "{rows:?}");
        assert!(rows[2].len() >= 5, "{rows:?}");
    }

    #[test]
    fn a_line_stays_as_it_is() {
        let line = image(&["......", ".####.", "......"]);
        assert_eq!(thinned(&line, 6), line);
    }
}
