//! What layers keep of a pass.

use super::Attended;
use burn::tensor::Tensor;

const OTHER_KIND: &str = "a layer's vjp is given what the same layer saved";

/// What a layer keeps of a pass for its vjp.
#[derive(Clone, Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one a layer, which is nothing beside what it points at"
)]
pub enum Saved {
    /// The input's shape; the layer is linear in its input.
    Shape([usize; 4]),
    /// The slope at every number of the input.
    Slope(Tensor<4>),
    /// The normalised input, and one over the deviation it was divided by.
    Normalised { values: Tensor<4>, inverse_deviation: Tensor<4> },
    /// Those of a net and of its shortcut, none where that is the input itself.
    Residual { branch: Vec<Saved>, shortcut: Vec<Saved> },
    /// Those of several nets side by side, with the channels that each put out.
    Branches(Vec<(usize, Vec<Saved>)>),
    /// Those of a net's layers, in their order.
    Net(Vec<Saved>),
    /// Queries, keys, values, and where each pixel looked.
    Attention(Attended),
}

impl Saved {
    /// The same on the autodiff device, as constants.
    pub fn from_inner(inner: Self) -> Self {
        match inner {
            Self::Shape(shape) => Self::Shape(shape),
            Self::Slope(slope) => Self::Slope(Tensor::from_inner(slope)),
            Self::Normalised { values, inverse_deviation } => Self::Normalised {
                values: Tensor::from_inner(values),
                inverse_deviation: Tensor::from_inner(inverse_deviation),
            },
            Self::Residual { branch, shortcut } => Self::Residual {
                branch: Self::all_from_inner(branch),
                shortcut: Self::all_from_inner(shortcut),
            },
            Self::Attention(attended) => Self::Attention(Attended::from_inner(attended)),
            Self::Net(saved) => Self::Net(Self::all_from_inner(saved)),
            Self::Branches(branches) => Self::Branches(
                branches
                    .into_iter()
                    .map(|(channels, saved)| (channels, Self::all_from_inner(saved)))
                    .collect(),
            ),
        }
    }

    /// Of [`Self::Shape`].
    pub(super) fn shape(&self) -> [usize; 4] {
        let Self::Shape(shape) = self else { unreachable!("{OTHER_KIND}") };
        *shape
    }

    /// Of [`Self::Slope`].
    pub(super) fn slope(self) -> Tensor<4> {
        let Self::Slope(slope) = self else { unreachable!("{OTHER_KIND}") };
        slope
    }

    /// Of [`Self::Normalised`], values first.
    pub(super) fn normalised(self) -> (Tensor<4>, Tensor<4>) {
        let Self::Normalised { values, inverse_deviation } = self else { unreachable!("{OTHER_KIND}") };
        (values, inverse_deviation)
    }

    /// Of [`Self::Residual`], the branch first.
    pub(super) fn residual(self) -> [Vec<Self>; 2] {
        let Self::Residual { branch, shortcut } = self else { unreachable!("{OTHER_KIND}") };
        [branch, shortcut]
    }

    /// Of [`Self::Branches`].
    pub(super) fn branches(self) -> Vec<(usize, Vec<Self>)> {
        let Self::Branches(branches) = self else { unreachable!("{OTHER_KIND}") };
        branches
    }

    /// Of [`Self::Net`].
    pub(super) fn net(self) -> Vec<Self> {
        let Self::Net(saved) = self else { unreachable!("{OTHER_KIND}") };
        saved
    }

    /// Of [`Self::Attention`].
    pub(super) fn attended(self) -> Attended {
        let Self::Attention(attended) = self else { unreachable!("{OTHER_KIND}") };
        attended
    }

    /// As [`Self::from_inner`], of each.
    pub fn all_from_inner(inner: Vec<Self>) -> Vec<Self> {
        inner.into_iter().map(Self::from_inner).collect()
    }
}
