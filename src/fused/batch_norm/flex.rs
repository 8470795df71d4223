//! Batch norm on the CPU: channels are dealt out to threads for sums, samples for the rest.

use super::{BatchNorm, Derivative};
use crate::fused::flex::{Planes, centred_product, centred_square, contiguous, sum, tensor};
use burn::backend::{Flex, tensor::FloatTensor};

impl BatchNorm for Flex {
    fn batch_norm(
        input: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        beta: FloatTensor<Self>,
        epsilon: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let [input, gamma, beta] = [input, gamma, beta].map(contiguous);
        let (planes, input) = (Planes::of(&input), input.storage::<f32>());
        let (gamma, beta) = (gamma.storage::<f32>(), beta.storage::<f32>());
        let of_channels = planes.for_channels(|channel| {
            let mean = planes.mean(channel, |plane| sum(&input[plane]));
            (mean, planes.mean(channel, |plane| centred_square(&input[plane], mean)))
        });
        let output = planes.written(|plane, channel, output| {
            let (mean, variance) = of_channels[channel];
            let scale = gamma[channel] / (variance + epsilon).sqrt();
            let shift = beta[channel];
            for (output, input) in output.iter_mut().zip(&input[plane]) {
                *output = (input - mean) * scale + shift;
            }
        });
        let (means, variances): (Vec<_>, Vec<_>) = of_channels.into_iter().unzip();
        let statistics = tensor([means, variances].concat(), &[2, planes.channels]);
        (tensor(output, &planes.shape), statistics)
    }
}

impl Derivative for Flex {
    fn backward(
        input: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        statistics: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        epsilon: f32,
    ) -> [FloatTensor<Self>; 3] {
        let [input, gamma, gradient] = [input, gamma, gradient].map(contiguous);
        let (planes, input) = (Planes::of(&input), input.storage::<f32>());
        let (gamma, gradient) = (gamma.storage::<f32>(), gradient.storage::<f32>());
        let (means, variances) = statistics.storage::<f32>().split_at(planes.channels);
        let inverse_deviation = |channel: usize| (variances[channel] + epsilon).sqrt().recip();
        let means_of_channels = planes.for_channels(|channel| {
            let slope = planes.mean(channel, |plane| sum(&gradient[plane]));
            let mean = means[channel];
            let along =
                planes.mean(channel, |plane| centred_product(&gradient[plane.clone()], &input[plane], mean));
            (slope, along * inverse_deviation(channel))
        });
        let of_input = planes.written(|plane, channel, output| {
            let (slope, along) = means_of_channels[channel];
            let scale = inverse_deviation(channel);
            let (mean, along, gain) = (means[channel], along * scale, gamma[channel] * scale);
            for ((output, input), gradient) in
                output.iter_mut().zip(&input[plane.clone()]).zip(&gradient[plane])
            {
                *output = (gradient - slope - (input - mean) * along) * gain;
            }
        });
        let count = planes.of_channel() as f32;
        let sums = means_of_channels.into_iter().map(|(slope, along)| (along * count, slope * count));
        let (of_gamma, of_beta): (Vec<_>, Vec<_>) = sums.unzip();
        let channels = [planes.channels];
        [tensor(of_input, &planes.shape), tensor(of_gamma, &channels), tensor(of_beta, &channels)]
    }
}
