//! The ways people write each digit, as the path of the pen.
//!
//! A way is one or more strokes; a stroke is the points that the pen passes, in hundredths of the
//! digit's height, x to the right and y down. The pen runs through them smoothly; a point that stands
//! twice is a sharp turn. Commoner ways carry a larger share.

/// A point of the pen's path, `(x, y)` in hundredths of the digit's height.
pub type Point = (i8, i8);

/// One way of writing a digit.
pub struct Way {
    /// How often it is taken, relative to the digit's other ways.
    pub share: u8,
    /// The strokes in the order in which they are written.
    pub strokes: &'static [&'static [Point]],
}

const fn way(share: u8, strokes: &'static [&'static [Point]]) -> Way {
    Way { share, strokes }
}

/// The ways of writing `digit`, which is below 10.
pub fn ways(digit: u8) -> &'static [Way] {
    WAYS[usize::from(digit)]
}

const WAYS: [&[Way]; 10] = [ZERO, ONE, TWO, THREE, FOUR, FIVE, SIX, SEVEN, EIGHT, NINE];

const ZERO: &[Way] = &[
    // An oval closed at the top.
    way(5, &[
        &[(46, 2), (22, 12), (7, 42), (10, 76), (34, 98), (60, 88), (76, 56), (70, 20), (48, 2)],
    ]),
    // A round one whose end passes the start.
    way(3, &[
        &[(60, 12), (38, 2), (12, 22), (4, 56), (24, 92), (56, 96), (84, 66), (80, 26), (52, 6), (30, 12)],
    ]),
    // Begun at the right, with its end curled inside.
    way(2, &[
        &[(66, 14), (40, 0), (12, 20), (6, 60), (26, 96), (58, 90), (74, 54), (64, 18), (44, 12), (36, 24)],
    ]),
    // Begun at the left, leaning far over.
    way(1, &[
        &[(20, 30), (6, 56), (8, 84), (30, 98), (60, 76), (78, 36), (70, 6), (44, 6), (18, 34)],
    ]),
];

const ONE: &[Way] = &[
    // A bar.
    way(14, &[
        &[(20, 0), (20, 34), (20, 68), (20, 100)],
    ]),
    // With a flag.
    way(2, &[
        &[(4, 18), (16, 10), (26, 0), (26, 0), (25, 50), (24, 100)],
    ]),
    // With a flag and a foot.
    way(2, &[
        &[(6, 20), (20, 12), (32, 0), (32, 0), (32, 50), (32, 98)],
        &[(4, 98), (32, 99), (62, 97)],
    ]),
];

const TWO: &[Way] = &[
    // A sharp turn at the foot.
    way(4, &[
        &[(8, 24), (22, 6), (46, 1), (66, 16), (62, 42), (36, 72), (6, 98), (6, 98), (38, 95), (76, 96)],
    ]),
    // A loop at the foot.
    way(4, &[
        &[(6, 22), (26, 4), (54, 4), (66, 22), (58, 48), (36, 78), (14, 95), (3, 90), (10, 78), (30, 80),
          (54, 92), (84, 90)],
    ]),
    // A small hook at the head, a wavy foot.
    way(2, &[
        &[(14, 34), (10, 20), (30, 2), (58, 8), (62, 34), (44, 64), (14, 94), (14, 94), (30, 86), (52, 96),
          (80, 92)],
    ]),
    // A wide loop, and a tail that falls away.
    way(2, &[
        &[(14, 18), (36, 2), (60, 8), (66, 34), (54, 66), (30, 88), (8, 86), (6, 70), (24, 62), (48, 74),
          (70, 98)],
    ]),
    // Angular, like a Z, with a long foot.
    way(2, &[
        &[(8, 8), (34, 2), (56, 6), (54, 30), (30, 62), (4, 92), (4, 92), (40, 96), (90, 98)],
    ]),
];

const THREE: &[Way] = &[
    // Two bows meeting in a sharp turn.
    way(4, &[
        &[(8, 14), (30, 1), (58, 8), (60, 28), (28, 46), (28, 46), (60, 56), (68, 78), (44, 98), (4, 90)],
    ]),
    // Two bows joined by a soft turn.
    way(3, &[
        &[(6, 12), (32, 0), (60, 12), (54, 34), (34, 46), (54, 54), (66, 76), (46, 97), (20, 98), (2, 86)],
    ]),
    // A small loop in the middle.
    way(2, &[
        &[(10, 8), (40, 0), (62, 14), (50, 36), (28, 48), (24, 42), (36, 42), (62, 58), (62, 86), (34, 100),
          (6, 90)],
    ]),
    // A flat head.
    way(1, &[
        &[(6, 6), (36, 3), (64, 3), (64, 3), (36, 38), (36, 38), (62, 50), (66, 78), (40, 98), (4, 90)],
    ]),
    // A small upper bow, and a lower one that curls up at its end.
    way(2, &[
        &[(16, 12), (36, 2), (54, 10), (50, 28), (30, 38), (30, 38), (60, 44), (72, 70), (52, 96), (20, 98),
          (4, 84), (12, 74)],
    ]),
];

const FOUR: &[Way] = &[
    // Open, the bar reaching over the stem.
    way(5, &[
        &[(12, 4), (6, 26), (6, 48), (6, 48), (32, 50), (72, 44)],
        &[(58, 0), (54, 36), (50, 68), (46, 100)],
    ]),
    // Open, in one round stroke like a y.
    way(4, &[
        &[(10, 4), (4, 30), (18, 48), (42, 44), (58, 26), (64, 2), (64, 2), (56, 44), (50, 98)],
    ]),
    // Closed, with a slanted side.
    way(2, &[
        &[(50, 2), (26, 32), (4, 60), (4, 60), (40, 60), (80, 56)],
        &[(52, 2), (50, 50), (48, 100)],
    ]),
    // Open, the bar ending at the stem.
    way(3, &[
        &[(6, 10), (2, 34), (10, 52), (30, 54), (54, 48)],
        &[(56, 6), (56, 44), (58, 72), (58, 100)],
    ]),
    // A short, late stem under a wide cup.
    way(2, &[
        &[(16, 0), (8, 28), (2, 54), (2, 54), (36, 58), (76, 50)],
        &[(66, 20), (58, 56), (50, 100)],
    ]),
    // Nearly closed at the head.
    way(1, &[
        &[(40, 0), (18, 22), (4, 46), (4, 46), (30, 46), (56, 40)],
        &[(52, 8), (50, 40), (46, 70), (44, 100)],
    ]),
];

const FIVE: &[Way] = &[
    // Neck and belly, then the bar.
    way(4, &[
        &[(22, 6), (18, 24), (16, 42), (16, 42), (42, 40), (62, 58), (58, 84), (34, 99), (2, 90)],
        &[(22, 6), (46, 4), (76, 0)],
    ]),
    // In one stroke from the bar.
    way(4, &[
        &[(78, 2), (50, 3), (26, 6), (26, 6), (20, 26), (18, 42), (18, 42), (46, 48), (60, 68), (44, 94),
          (20, 99), (2, 90)],
    ]),
    // Round, like an S.
    way(3, &[
        &[(74, 4), (46, 4), (26, 16), (26, 36), (46, 50), (56, 70), (44, 92), (22, 98), (2, 90)],
    ]),
    // A small belly that curls inwards, under a long bar.
    way(3, &[
        &[(34, 12), (26, 28), (24, 48), (24, 48), (44, 46), (58, 64), (48, 90), (24, 100), (6, 88), (14, 78)],
        &[(34, 12), (64, 8), (98, 2)],
    ]),
    // The bar set apart from the neck.
    way(2, &[
        &[(20, 16), (16, 34), (18, 50), (36, 44), (58, 56), (62, 80), (40, 98), (6, 94)],
        &[(28, 6), (54, 6), (80, 2)],
    ]),
];

const SIX: &[Way] = &[
    // A bowed stem into a round belly.
    way(5, &[
        &[(50, 0), (26, 20), (8, 52), (8, 82), (28, 99), (54, 88), (60, 66), (42, 56), (20, 66), (10, 84)],
    ]),
    // A straight stem and a small belly.
    way(3, &[
        &[(40, 0), (22, 30), (8, 62), (10, 88), (30, 98), (48, 84), (46, 66), (30, 62), (12, 78)],
    ]),
    // Wide, with a hooked head.
    way(2, &[
        &[(66, 8), (46, 2), (20, 24), (6, 58), (16, 92), (46, 98), (68, 80), (60, 60), (38, 58), (16, 74)],
    ]),
    // A tall belly whose end curls inside.
    way(3, &[
        &[(28, 0), (12, 30), (4, 64), (16, 94), (42, 98), (64, 78), (62, 48), (42, 40), (26, 56), (28, 78)],
    ]),
    // A wide, low belly.
    way(2, &[
        &[(34, 2), (14, 34), (6, 70), (24, 96), (56, 94), (76, 74), (66, 54), (40, 60), (22, 82)],
    ]),
];

const SEVEN: &[Way] = &[
    // A bar and a slanted stem.
    way(6, &[
        &[(4, 10), (32, 8), (66, 4), (66, 4), (52, 34), (38, 66), (28, 100)],
    ]),
    // A rounded turn.
    way(4, &[
        &[(4, 18), (16, 6), (42, 8), (62, 8), (60, 28), (46, 62), (38, 100)],
    ]),
    // With a tick at the head.
    way(3, &[
        &[(4, 24), (8, 6), (8, 6), (36, 6), (66, 2), (66, 2), (54, 40), (44, 100)],
    ]),
    // Crossed.
    way(2, &[
        &[(4, 8), (34, 8), (66, 4), (66, 4), (50, 42), (30, 100)],
        &[(16, 52), (42, 50), (68, 46)],
    ]),
    // Like a hook, with an upright stem.
    way(3, &[
        &[(4, 28), (10, 12), (32, 2), (52, 8), (56, 32), (54, 66), (50, 100)],
    ]),
    // A sagging bar and a bowed stem.
    way(2, &[
        &[(4, 6), (24, 16), (66, 6), (66, 6), (46, 36), (36, 66), (38, 100)],
    ]),
];

const EIGHT: &[Way] = &[
    // One stroke from the upper right, crossing in the middle.
    way(5, &[
        &[(60, 14), (40, 0), (14, 12), (18, 34), (40, 50), (56, 70), (46, 96), (20, 98), (8, 80), (24, 56),
          (46, 40), (62, 18), (54, 6)],
    ]),
    // One stroke from the middle.
    way(3, &[
        &[(36, 46), (16, 30), (22, 6), (46, 2), (58, 20), (40, 44), (18, 62), (8, 84), (26, 99), (50, 90),
          (52, 68), (36, 48)],
    ]),
    // Narrow, its last stroke left open at the head.
    way(2, &[
        &[(64, 8), (42, 2), (20, 14), (26, 38), (44, 60), (46, 86), (24, 100), (8, 86), (20, 62), (44, 36),
          (70, 4)],
    ]),
    // A wide head over a small, narrow foot.
    way(3, &[
        &[(64, 10), (38, 0), (8, 12), (10, 32), (36, 46), (48, 68), (44, 92), (28, 100), (18, 90), (24, 66),
          (46, 42), (70, 24), (64, 6)],
    ]),
    // Upright, of two round loops.
    way(3, &[
        &[(32, 48), (10, 36), (8, 12), (32, 0), (56, 12), (54, 36), (32, 48), (8, 62), (6, 88), (32, 100),
          (58, 88), (56, 62), (34, 49)],
    ]),
    // A small head over a wide foot.
    way(2, &[
        &[(56, 12), (42, 2), (26, 10), (28, 28), (50, 46), (64, 72), (50, 98), (18, 98), (4, 78), (22, 54),
          (46, 34), (58, 16), (50, 4)],
    ]),
];

const NINE: &[Way] = &[
    // A loop closed by a straight stem.
    way(5, &[
        &[(56, 12), (34, 2), (10, 18), (8, 42), (28, 50), (50, 34), (60, 8), (60, 8), (54, 52), (48, 100)],
    ]),
    // A loop running on into a bowed stem.
    way(4, &[
        &[(54, 20), (38, 2), (12, 14), (8, 38), (28, 48), (50, 32), (58, 16), (58, 44), (48, 74), (34, 100)],
    ]),
    // A stem that hooks to the left.
    way(2, &[
        &[(60, 14), (36, 0), (10, 18), (12, 44), (38, 48), (60, 24), (62, 56), (52, 90), (28, 99), (8, 90)],
    ]),
    // A small, round loop before a long upright stem.
    way(3, &[
        &[(50, 20), (34, 4), (12, 12), (8, 30), (24, 38), (44, 30), (54, 12), (54, 12), (54, 40), (54, 70),
          (52, 100)],
    ]),
    // A flat, wide loop and a stem that bends at the loop's corner.
    way(3, &[
        &[(62, 6), (34, 4), (8, 20), (4, 38), (26, 44), (54, 34), (68, 14), (60, 40), (44, 70), (32, 100)],
    ]),
];
