//! How gradients become steps, and how often a run is kept.

use crate::recipe::{choice::choice, field::Range, part::part};

choice! {
    /// A rule that turns gradients into steps.
    pub enum OptimiserName {
        /// Kingma & Ba 2014, arXiv:1412.6980.
        Adam = "adam",
        /// Gradients over the root of their recent mean square, without momentum (Hinton 2012).
        Rmsprop = "rmsprop" as "RMSprop",
        /// Plain gradient descent.
        Sgd = "sgd" as "SGD",
    }
}

choice! {
    /// How learning rates change.
    pub enum ScheduleName {
        /// Not at all.
        Constant = "constant",
        /// Down to zero along a line.
        Linear = "linear",
        /// Not at all for half of the steps, and then down to zero along a line (pix2pix, CycleGAN).
        LastHalf = "last_half",
        /// By half, again and again.
        Halving = "halving",
    }
}

part! {
    /// The rule that moves the weights.
    pub struct Optimiser in optimiser {
        "Regularisation" {
            /// The largest length of a net's gradient, which longer ones are cut down to; 0 is no limit.
            clip_grad_norm => clip_grad_norm: f64 = 0.0, "Clip gradient norm", Range::Real(0.0, 1e6), "" was "gradient_clip";
        }
        "Training" {
            /// The rule that turns gradients into steps.
            optimiser => name: OptimiserName = OptimiserName::Adam, "Optimiser", Range::Choice, "";
            /// Adam's memory of past gradients; GANs like it shorter than the usual 0.9.
            beta1 => beta1: f64 = 0.5, "Adam beta 1", Range::Real(0.0, 0.999), ""
                if |recipe| recipe.optimiser.name == OptimiserName::Adam;
            /// The memory of past squared gradients, Adam's and RMSprop's.
            beta2 => beta2: f64 = 0.999, "Beta 2", Range::Real(0.0, 0.99999), ""
                if |recipe| recipe.optimiser.name != OptimiserName::Sgd;
        }
    }
}

part! {
    /// How the learning rates change as the run goes on.
    pub struct Schedule in schedule {
        "Training" {
            /// How the learning rates change as the run goes on.
            schedule => name: ScheduleName = ScheduleName::Constant, "Schedule", Range::Choice, "";
            /// Steps until a linear schedule ends, or between two halvings.
            schedule_steps => steps: u64 = 100_000, "Schedule's length", Range::Whole(1, 1_000_000_000), "steps"
                if |recipe| recipe.schedule.name != ScheduleName::Constant;
        }
    }
}

part! {
    /// How often a run is kept.
    pub struct Checkpoints in checkpoints {
        "Training" {
            /// How often a native run writes its checkpoint.
            checkpoint_every => every: u64 = 500, "Checkpoint every", Range::Whole(1, 1_000_000_000), "steps";
        }
    }
}

impl Schedule {
    /// What a rate is multiplied with after `step` steps.
    pub fn factor(self, step: u64) -> f64 {
        let length = self.steps;
        match self.name {
            ScheduleName::Constant => 1.0,
            ScheduleName::Linear => 1.0 - step.min(length) as f64 / length as f64,
            ScheduleName::LastHalf => {
                2.0 * (1.0 - (step.clamp(length / 2, length) as f64 / length as f64)).min(0.5)
            }
            ScheduleName::Halving => libm::exp2(-((step / length) as f64)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_end_at_nothing_or_halve() {
        let factors = |name, steps: [u64; 4]| steps.map(|step| Schedule { name, steps: 100 }.factor(step));
        assert_eq!(factors(ScheduleName::Linear, [0, 50, 100, 900]), [1.0, 0.5, 0.0, 0.0]);
        assert_eq!(factors(ScheduleName::Halving, [0, 99, 100, 250]), [1.0, 1.0, 0.5, 0.25]);
        assert_eq!(factors(ScheduleName::LastHalf, [0, 50, 75, 900]), [1.0, 1.0, 0.5, 0.0]);
        assert_eq!(factors(ScheduleName::Constant, [0, 7, 100, 101]), [1.0; 4]);
    }
}
