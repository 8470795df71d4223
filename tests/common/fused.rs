//! Operations as one beside what Burn composes of many on the CPU: values, gradients, and tensors that lie otherwise in memory.

use burn::tensor::{Device, Tensor, TensorData, Tolerance, activation, module::conv2d, ops::ConvOptions};
use saddle::{
    fused::{
        AdamStep, Change, Function, RmsPropStep, activate, adam_step, add_bias, batch_norm, lerp, mean,
        power_iteration, resample, rmsprop_step, softmax, spectral_norm,
    },
    train::rng::{Purpose, Rng},
};

/// A whole number of vectors and workgroups, one of each, and rests of both.
const SHAPES: [[usize; 4]; 5] = [[8, 3, 16, 16], [1, 1, 1, 1], [7, 5, 1, 1], [3, 130, 3, 5], [300, 2, 1, 2]];

const FUNCTIONS: [Function; 6] = [
    Function::LeakyRelu(0.0),
    Function::LeakyRelu(0.2),
    Function::Elu,
    Function::Sigmoid,
    Function::Softplus,
    Function::Tanh,
];

/// Asserts that every operation on `device` is what it is composed of on the CPU.
pub async fn assert_as_composed(device: &Device) {
    for shape in SHAPES {
        assert_activations(device, shape).await;
        assert_bias(device, shape).await;
        assert_batch_norm(device, shape).await;
        assert_spectral_norm(device, shape).await;
        assert_same(device, [shape], |[x]| softmax(x), |[x]| activation::softmax(x, 3)).await;
        assert_blur(device, shape).await;
        assert_changes_of_size(device, shape).await;
        assert_same(device, [shape], |[x]| mean(x).reshape([1; 4]), |[x]| x.mean().reshape([1; 4])).await;
    }
    assert_updates(device).await;
    assert_rmsprop(device).await;
}

async fn assert_activations(device: &Device, shape: [usize; 4]) {
    for function in FUNCTIONS {
        let run = |[x]: [Tensor<4>; 1]| activate(x, function);
        let composed = |[x]: [Tensor<4>; 1]| match function {
            Function::LeakyRelu(leak) => activation::leaky_relu(x, leak.into()),
            Function::Elu => activation::relu(x.clone()) + (-activation::relu(-x)).exp() - 1.0,
            Function::Sigmoid => activation::sigmoid(x),
            Function::Softplus => activation::softplus(x, 1.0),
            Function::Tanh => activation::tanh(x),
        };
        assert_same(device, [shape], run, composed).await;
    }
}

async fn assert_bias(device: &Device, shape: [usize; 4]) {
    let bias = [1, shape[1], 1, 1];
    let run = |[input, bias]: [Tensor<4>; 2]| add_bias(input, bias.flatten(0, 3));
    assert_same(device, [shape, bias], run, |[input, bias]| input + bias).await;
}

async fn assert_batch_norm(device: &Device, shape: [usize; 4]) {
    let channels = [1, shape[1], 1, 1];
    let run = |[input, gamma, beta]: [Tensor<4>; 3]| {
        batch_norm(input, gamma.flatten(0, 3), beta.flatten(0, 3), 1e-5).0
    };
    let mean = |values: Tensor<4>| values.mean_dim(0).mean_dim(2).mean_dim(3);
    let composed = |[input, gamma, beta]: [Tensor<4>; 3]| {
        let centred = input.clone() - mean(input);
        let variance = mean(centred.clone().square());
        centred / (variance + 1e-5).sqrt() * gamma + beta
    };
    assert_same(device, [shape, channels, channels], run, composed).await;

    let (input, ones) = (random(shape, 9), Tensor::ones([shape[1]], &Device::flex()));
    let input = Tensor::<4>::from_data(input, &Device::flex());
    let on_device = |tensor: &Tensor<1>| tensor.clone().to_device(device);
    let (_, statistics) =
        batch_norm(input.clone().to_device(device), on_device(&ones), on_device(&ones), 1e-5);
    let variance = mean((input.clone() - mean(input.clone())).square());
    let expected = Tensor::cat(vec![mean(input), variance], 0).reshape([2, shape[1]]);
    assert_close(statistics, expected).await;
}

/// Against any vectors, so that nothing hides in their being singular ones; and an iteration from one of them.
async fn assert_spectral_norm(device: &Device, shape: [usize; 4]) {
    let [rows, columns @ ..] = shape;
    let columns: usize = columns.iter().product();
    let draw = |length, index| {
        Tensor::<4>::from_data(random([length, 1, 1, 1], index), &Device::flex()).flatten(0, 3)
    };
    let (u, v): (Tensor<1>, Tensor<1>) = (draw(rows, 5), draw(columns, 6));
    let run = |[weight]: [Tensor<4>; 1]| {
        let [u, v] = [&u, &v].map(|vector| vector.clone().to_device(&weight.device()));
        spectral_norm(weight, u, v)
    };
    let composed = |[weight]: [Tensor<4>; 1]| {
        let [u, v] = [&u, &v].map(|vector| vector.clone().to_device(&weight.device()));
        let product = weight.clone().reshape([rows, columns]) * v.unsqueeze_dim(0);
        weight / (product * u.unsqueeze_dim(1)).sum().reshape([1; 4])
    };
    assert_same(device, [shape], run, composed).await;

    let weight = Tensor::<4>::from_data(random(shape, 7), &Device::flex());
    let matrix: Tensor<2> = weight.clone().reshape([rows, columns]);
    let unit = |vector: Tensor<2>| vector.clone() / vector.square().sum().sqrt().reshape([1, 1]);
    let expected_v = unit(matrix.clone().transpose().matmul(u.clone().unsqueeze_dim(1)));
    let expected_u = unit(matrix.matmul(expected_v.clone()));
    for order in [|weight| weight, channels_innermost] {
        let (found_u, found_v) =
            power_iteration(order(weight.clone().to_device(device)), u.clone().to_device(device));
        assert_close(found_u, expected_u.clone().flatten(0, 1)).await;
        assert_close(found_v, expected_v.clone().flatten(0, 1)).await;
    }
}

async fn assert_blur(device: &Device, shape: [usize; 4]) {
    let channels = shape[1];
    let composed = |[x]: [Tensor<4>; 1]| {
        let weights = [1.0, 2.0, 1.0, 2.0, 4.0, 2.0, 1.0, 2.0, 1.0_f32];
        let kernel = Tensor::<1>::from_floats(weights, &x.device()).reshape([1, 1, 3, 3]);
        let kernel = kernel.expand([channels, 1, 3, 3]) / 16.0;
        conv2d(x, kernel, None, ConvOptions::new([1, 1], [1, 1], [1, 1], channels))
    };
    assert_same(device, [shape], |[x]| resample(x, Change::Blur, 1.0 / 16.0), composed).await;
}

async fn assert_changes_of_size(device: &Device, shape: [usize; 4]) {
    let [batch, channels, height, width] = shape;
    let squares = |x: Tensor<4>| x.reshape([batch, channels, height, 1, width, 1]);
    let doubled = |x| squares(x).expand([batch, channels, height, 2, width, 2]);
    let large = [batch, channels, 2 * height, 2 * width];
    let composed = |[x]: [Tensor<4>; 1]| doubled(x).reshape(large) * 0.5;
    assert_same(device, [shape], |[x]| resample(x, Change::Double, 0.5), composed).await;
    let composed = |[x]: [Tensor<4>; 1]| {
        x.reshape([batch, channels, height, 2, width, 2]).sum_dim(3).sum_dim(5).reshape(shape) * 0.25
    };
    assert_same(device, [large], |[x]| resample(x, Change::Halve, 0.25), composed).await;
}

/// Three steps of Adam and a moving average, whose inputs stay as they are where others hold them.
async fn assert_updates(device: &Device) {
    let draw = |index| Tensor::<4>::from_data(random([10, 7, 33, 31], index), &Device::flex());
    let [gradient, start] = [1, 2].map(draw);
    let (mut expected, mut first, mut second) = (start.clone(), gradient.zeros_like(), gradient.zeros_like());
    let mut values = start.clone().to_device(device);
    let mut moments = [0, 1].map(|_| values.zeros_like());
    for update in 1..=3 {
        let gradient = gradient.clone() * f64::from(update);
        // Kingma & Ba, Algorithm 1.
        first = first * 0.5 + gradient.clone() * 0.5;
        second = second * 0.9 + gradient.clone().square() * 0.1;
        let root = (second.clone() / (1.0 - 0.9_f64.powi(update))).sqrt() + 1e-8;
        expected = expected - first.clone() / (1.0 - 0.5_f64.powi(update)) / root * 0.01;
        let step = AdamStep::new([0.5, 0.9], 1e-8, 0.01, update as u64);
        let held = [values.clone(), moments[0].clone(), moments[1].clone()];
        let before = held.clone().map(|tensor| tensor + 0.0);
        // Weights start row after row; gradients of convolutions on a GPU have channels innermost.
        let gradient = channels_innermost(gradient.to_device(device));
        (values, moments) = adam_step(values, gradient, moments, step);
        for (held, before) in held.into_iter().zip(before) {
            assert_close(held, before).await;
        }
    }
    assert_close(values.clone(), expected.clone()).await;
    assert_close(moments[1].clone(), second).await;
    // Pairs of several lengths, and one that has no other beside it.
    let lengths = [10, 1, 3];
    let part = |tensor: &Tensor<4>, length| tensor.clone().narrow(0, 0, length);
    let pairs = lengths.map(|length| [part(&values, length), part(&start, length).to_device(device)]);
    for (average, length) in lerp(pairs.to_vec(), 0.25).into_iter().zip(lengths) {
        let composed = part(&expected, length) * 0.75 + part(&start, length) * 0.25;
        assert_close(average, composed).await;
    }
    assert_close(values, expected).await;
}

/// Two steps of RMSprop.
async fn assert_rmsprop(device: &Device) {
    let [gradient, start] =
        [3, 4].map(|index| Tensor::<4>::from_data(random([10, 7, 33, 31], index), &Device::flex()));
    let (mut expected, mut mean) = (start.clone(), gradient.zeros_like());
    let mut values = start.to_device(device);
    let mut square = values.zeros_like();
    for update in 1..=2 {
        let gradient = gradient.clone() * f64::from(update);
        mean = mean * 0.9 + gradient.clone().square() * 0.1;
        expected = expected - gradient.clone() / (mean.clone().sqrt() + 1e-8) * 0.01;
        let step = RmsPropStep { alpha: 0.9, epsilon: 1e-8, lr: 0.01 };
        let gradient = channels_innermost(gradient.to_device(device));
        (values, square) = rmsprop_step(values, gradient, square, step);
    }
    assert_close(values, expected).await;
    assert_close(square, mean).await;
}

/// Asserts that values and gradients of `run` on `device`, also of tensors whose channels lie innermost, are those of
/// `composed` on the CPU.
async fn assert_same<const N: usize>(
    device: &Device,
    shapes: [[usize; 4]; N],
    run: impl Fn([Tensor<4>; N]) -> Tensor<4>,
    composed: impl Fn([Tensor<4>; N]) -> Tensor<4>,
) {
    let as_it_lies = |tensor: Tensor<4>| tensor;
    let expected = value_and_gradients(&Device::flex(), shapes, &composed, as_it_lies);
    for order in [as_it_lies, channels_innermost] {
        let found = value_and_gradients(device, shapes, &run, order);
        for (found, expected) in found.into_iter().zip(expected.clone()) {
            assert_close(found, expected).await;
        }
    }
}

/// The same numbers in another order in memory.
fn channels_innermost(tensor: Tensor<4>) -> Tensor<4> {
    // What is done to each number makes the order real.
    (tensor.permute([0, 2, 3, 1]) * 1.0).permute([0, 3, 1, 2])
}

/// The value of `run` and the gradient of each input at random tensors, against a random direction.
fn value_and_gradients<const N: usize>(
    device: &Device,
    shapes: [[usize; 4]; N],
    run: impl Fn([Tensor<4>; N]) -> Tensor<4>,
    order: fn(Tensor<4>) -> Tensor<4>,
) -> Vec<Tensor<4>> {
    let device = device.clone().autodiff();
    let inputs = std::array::from_fn(|index| {
        let input = Tensor::<4>::from_data(random(shapes[index], index as u64), &device);
        Tensor::from_inner(if index == 0 { order(input.inner()) } else { input.inner() }).require_grad()
    });
    let value = run(inputs.clone());
    let direction = Tensor::from_data(random(value.dims(), 7), &device);
    let gradients = (value.clone() * direction).sum().backward();
    let of_inputs = inputs.iter().map(|input| input.grad(&gradients).expect("every input has a gradient"));
    [value.inner()].into_iter().chain(of_inputs).collect()
}

fn random(shape: [usize; 4], index: u64) -> TensorData {
    TensorData::new(Rng::new(5, Purpose::Weights, index).normals(shape.iter().product()), shape)
}

async fn assert_close<const D: usize>(found: Tensor<D>, expected: Tensor<D>) {
    let read =
        |tensor: Tensor<D>| async { tensor.into_data_async().await.expect("a tensor that can be read") };
    let (found, expected) = (read(found).await, read(expected).await);
    found.assert_approx_eq::<f32>(&expected, Tolerance::rel_abs(1e-4, 1e-4));
}
