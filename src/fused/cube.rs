//! What the kernels share: in which order numbers lie in memory, and how kernels are launched.
//!
//! A tensor is dense where its numbers fill its memory, in whatever order of its axes: convolutions on a GPU leave channels
//! innermost. Kernels go through dense tensors as they lie, and find a number's channel by the stride of that axis.

use burn::{
    backend::TensorMetadata,
    // The macro names it by its bare name.
    cubecl::{
        self, calculate_cube_count_elemwise,
        prelude::*,
        std::tensor::layout::linear::{LinearView, LinearViewMut},
    },
    tensor::Shape,
};
use burn_wgpu::CubeTensor;

/// Threads of a workgroup that sums.
pub const THREADS: u32 = 128;

/// Where a channel's numbers lie: the channel of the number at `place` is `place / stride % count`.
#[derive(Clone, Copy)]
pub struct Channels {
    pub count: usize,
    pub stride: usize,
}

impl Channels {
    /// Those of a dense `[batch, channel, height, width]`.
    pub fn of(tensor: &CubeTensor) -> Self {
        let (count, stride) = (tensor.meta.shape()[1], tensor.meta.strides()[1]);
        // A single channel may have any stride, 0 among them.
        Self { count, stride: if count == 1 { 1 } else { stride } }
    }
}

/// The count and size of workgroups that have a thread for each of so many numbers.
pub fn a_thread_each(tensor: &CubeTensor) -> (CubeCount, CubeDim) {
    let count = tensor.shape().num_elements();
    let size = CubeDim::new(&tensor.client, count);
    (calculate_cube_count_elemwise(&tensor.client, count, size), size)
}

/// A tensor to be written in full, in the shape of `tensor` and in its order in memory where that is dense.
pub fn empty_like(tensor: &CubeTensor) -> CubeTensor {
    let empty = empty(&tensor.shape(), tensor);
    if is_dense(tensor) { CubeTensor { meta: tensor.meta.clone(), ..empty } } else { empty }
}

/// A dense tensor of `shape` to be written in full, its axes in the order in memory of those of `tensor`.
pub fn empty_in_order_of(tensor: &CubeTensor, shape: &Shape) -> CubeTensor {
    let mut empty = empty(shape, tensor);
    let mut order: Vec<usize> = (0..shape.num_dims()).collect();
    order.sort_by_key(|axis| (tensor.meta.strides()[*axis], usize::MAX - axis));
    let mut length = 1;
    for axis in order {
        empty.meta.strides_mut()[axis] = length;
        length *= shape[axis];
    }
    empty
}

/// A tensor of `shape` to be written in full, row after row, where `beside` is.
pub fn empty(shape: &Shape, beside: &CubeTensor) -> CubeTensor {
    let bytes = shape.num_elements() * beside.elem_size();
    let handle = beside.client.empty(bytes);
    let (client, device) = (beside.client.clone(), beside.device.clone());
    CubeTensor::new_contiguous(client, device, shape.clone(), handle, beside.dtype)
}

/// `tensor` itself where nobody else holds it, else a copy: it may be written to.
pub fn owned(tensor: CubeTensor) -> CubeTensor {
    if tensor.can_mut() && tensor.is_nonoverlapping() { tensor } else { copied(tensor, empty_like) }
}

/// `tensor`, copied row after row where it is not dense.
pub fn dense(tensor: CubeTensor) -> CubeTensor {
    if is_dense(&tensor) { tensor } else { copied(tensor, empty_like) }
}

/// `tensor` in the order in memory of `other`, a dense tensor of its shape.
pub fn in_order_of(other: &CubeTensor, tensor: CubeTensor) -> CubeTensor {
    let is_same = axes(&tensor).eq(axes(other));
    if is_same { tensor } else { copied(tensor, |_| empty_like(other)) }
}

/// `[batch, channel, height, width]` with channels innermost in memory; copied where it lies otherwise.
pub fn channels_innermost(tensor: CubeTensor) -> CubeTensor {
    let [_, channel, height, width] = tensor.shape().dims();
    // Of an axis of one number any stride is right, but Burn's convolutions copy what has another than they would give it.
    let innermost = |mut tensor: CubeTensor| {
        tensor.meta.strides_mut().copy_from_slice(&[height * width * channel, 1, width * channel, channel]);
        tensor
    };
    let wanted = innermost(tensor.clone());
    let is_so = axes(&tensor).eq(axes(&wanted));
    if is_so { wanted } else { copied(tensor, |tensor| innermost(empty(&tensor.shape(), tensor))) }
}

/// Size and stride of each axis that has a stride.
fn axes(tensor: &CubeTensor) -> impl Iterator<Item = (usize, usize)> {
    let sizes = tensor.meta.shape().iter().copied();
    sizes.zip(tensor.meta.strides().iter().copied()).filter(|(size, _)| *size > 1)
}

fn is_dense(tensor: &CubeTensor) -> bool {
    let mut axes: Vec<_> = axes(tensor).collect();
    axes.sort_by_key(|(_, stride)| *stride);
    let mut length = 1;
    axes.into_iter().all(|(size, stride)| {
        let follows = stride == length;
        length *= size;
        follows
    })
}

fn copied(tensor: CubeTensor, room: impl Fn(&CubeTensor) -> CubeTensor) -> CubeTensor {
    let room = room(&tensor);
    let (count, size) = a_thread_each(&tensor);
    let client = tensor.client.clone();
    copy_kernel::launch(&client, count, size, tensor.into_linear_view(), room.clone().into_linear_view());
    room
}

#[cube(launch)]
fn copy_kernel(from: LinearView<'_, f32>, mut to: LinearViewMut<'_, f32>) {
    let place = ABSOLUTE_POS;
    if !to.is_in_bounds(place) {
        terminate!();
    }
    to.write(place, from.read(place));
}

/// Where a channel's number of so many `steps` lies.
#[cube]
pub fn place_of_step(step: usize, channel: usize, count: usize, stride: usize) -> usize {
    (step / stride * count + channel) * stride + step % stride
}

/// The sum of every thread's `value`, by halves.
#[cube]
pub fn sum_of_workgroup(value: f32) -> f32 {
    let mut sums = Shared::<[f32]>::new_slice(THREADS as usize);
    let unit = UNIT_POS as usize;
    sums[unit] = value;
    let mut half = CUBE_DIM as usize / 2;
    while half > 0 {
        sync_cube();
        if unit < half {
            let other = sums[unit + half];
            sums[unit] += other;
        }
        half /= 2;
    }
    sync_cube();
    sums[0]
}
