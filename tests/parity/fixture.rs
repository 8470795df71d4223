//! A file of tensors by PyTorch, and what the engine computed beside them.

use crate::Bar;
use burn::{
    module::{Module, ModuleVisitor, Param},
    tensor::{Device, Gradients, Tensor, TensorData},
};
use saddle::{
    nets::Sequential,
    train::weights::{Path, replaced},
};
use safetensors::SafeTensors;
use std::collections::BTreeMap;

/// Numbers and their shape.
#[derive(Clone)]
pub struct Values {
    pub shape: Vec<usize>,
    pub numbers: Vec<f32>,
}

/// The tensors of a file, by name.
pub struct Fixture(BTreeMap<String, Values>);

impl Fixture {
    /// The file `name` in tests/fixtures.
    pub fn open(name: &str) -> Self {
        let path = format!("{}/tests/fixtures/{name}.safetensors", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let tensors = SafeTensors::deserialize(&bytes).expect("a safetensors file");
        let values = tensors.iter().map(|(name, tensor)| {
            let numbers = tensor.data().chunks_exact(4);
            let numbers = numbers.map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap())).collect();
            (name.to_owned(), Values { shape: tensor.shape().to_vec(), numbers })
        });
        Self(values.collect())
    }

    /// The tensors whose names begin with `case` and a dot, by the rest of their names.
    pub fn case(&self, case: &str) -> Case {
        let prefix = format!("{case}.");
        let rest = |(name, values): (&String, &Values)| {
            Some((name.strip_prefix(&prefix)?.to_owned(), values.clone()))
        };
        let tensors: BTreeMap<_, _> = self.0.iter().filter_map(rest).collect();
        assert!(!tensors.is_empty(), "the fixture has no case {case}");
        Case { name: case.to_owned(), tensors, worst: (0.0, String::new()) }
    }

    /// The names of the cases: what precedes `.part`.
    pub fn cases_with(&self, part: &str) -> Vec<String> {
        self.0
            .keys()
            .filter_map(|name| Some(name.strip_suffix(part)?.strip_suffix('.')?.to_owned()))
            .collect()
    }
}

/// The tensors of one case, and the largest error found against them.
pub struct Case {
    name: String,
    tensors: BTreeMap<String, Values>,
    worst: (f64, String),
}

impl Case {
    /// The tensor called `name`.
    pub fn values(&self, name: &str) -> &Values {
        self.tensors.get(name).unwrap_or_else(|| panic!("{} has no {name}", self.name))
    }

    /// Whether there is a tensor called `name`.
    pub fn has(&self, name: &str) -> bool {
        self.tensors.contains_key(name)
    }

    /// The tensor called `name`, to be differentiated in.
    pub fn input(&self, name: &str, device: &Device) -> Tensor<4> {
        let Values { shape, numbers } = self.values(name).clone();
        Tensor::from_data(TensorData::new(numbers, shape), device).require_grad()
    }

    /// `stack` with the case's parameters, all of which it must have, in their shapes.
    pub fn fill(&self, stack: Sequential, device: &Device) -> Sequential {
        let mut filled = 0;
        let stack = replaced(stack, |name, shape, old| {
            // What batch norm keeps for sampling: no parameter.
            if name.contains(".running_") {
                return old;
            }
            filled += 1;
            let Values { shape: given, numbers } = self.values(name).clone();
            assert_eq!(shape, given, "{}.{name}", self.name);
            Tensor::from_data(
                TensorData::new(numbers, [1, 1, 1, shape.iter().product::<usize>()]),
                &device.clone().inner(),
            )
        });
        let given = self.tensors.keys().filter(|name| name.starts_with("layers.")).count();
        assert_eq!(filled, given, "{}: the net and the fixture have the same parameters", self.name);
        stack
    }

    /// Compares `found` with the tensor called `name`.
    pub fn compare<const D: usize>(&mut self, name: &str, found: Tensor<D>) {
        let found: Vec<f32> = found.into_data().iter::<f32>().collect();
        self.compare_numbers(name, &found);
    }

    /// Compares the gradients of `stack`'s parameters with the tensors called `of`.`parameter`.
    pub fn compare_gradients(&mut self, of: &str, stack: &Sequential, gradients: &Gradients) {
        let mut compared = 0;
        for_each_gradient(stack, gradients, |name, found| {
            compared += 1;
            self.compare_numbers(&format!("{of}.{name}"), found);
        });
        let of = format!("{of}.");
        let given = self.tensors.keys().filter(|name| name.starts_with(&of)).count();
        assert_eq!(compared, given, "{}: every parameter's gradient {of} is compared", self.name);
    }

    /// Compares `output` with the tensor of that name, and its sum weighted from -1 to `last` in even steps with `value`, by
    /// the gradients of which in `stack`'s parameters it goes on. Returns all gradients.
    pub fn compare_weighted_sum(&mut self, stack: &Sequential, output: Tensor<4>, last: f64) -> Gradients {
        self.compare("output", output.clone());
        let numbers = output.dims().iter().product::<usize>();
        let places = Tensor::arange(0..numbers as i64, &output.device()).float();
        let weights = (places * ((last + 1.0) / (numbers - 1) as f64) - 1.0).reshape(output.dims());
        let value = (output * weights).sum();
        self.compare("value", value.clone());
        let gradients = value.backward();
        self.compare_gradients("of_value", stack, &gradients);
        gradients
    }

    /// Compares `found` with the tensor called `name`.
    pub fn compare_numbers(&mut self, name: &str, found: &[f32]) {
        let expected = &self.values(name).numbers;
        assert_eq!(found.len(), expected.len(), "{}.{name}", self.name);
        let largest = |numbers: &mut dyn Iterator<Item = f64>| {
            numbers
                .fold(0.0, |most: f64, number| if number.is_nan() { f64::INFINITY } else { most.max(number) })
        };
        let scale = largest(&mut expected.iter().map(|&number| f64::from(number.abs())));
        let pairs = found.iter().zip(expected);
        let error = largest(&mut pairs.map(|(&one, &other)| (f64::from(one) - f64::from(other)).abs()));
        // Where the reference is nothing, so must be what was found.
        let error = if error == 0.0 { 0.0 } else { error / scale };
        if error >= self.worst.0 {
            self.worst = (error, name.to_owned());
        }
    }

    /// Prints the largest error and says whether it is within `bar`.
    pub fn passes(self, bar: &Bar) -> bool {
        let (error, name) = self.worst;
        println!("{}: {}: {error:.1e} ({name})", bar.name, self.name);
        error <= bar.relative
    }
}

/// Calls `use_it(name, gradient)` for every parameter of `stack`; one that has no gradient has zeros.
pub fn for_each_gradient(stack: &Sequential, gradients: &Gradients, use_it: impl FnMut(&str, &[f32])) {
    stack.visit(&mut Visit { path: Path::default(), gradients, use_it });
}

struct Visit<'a, F> {
    path: Path,
    gradients: &'a Gradients,
    use_it: F,
}

impl<F: FnMut(&str, &[f32])> ModuleVisitor for Visit<'_, F> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, container: &str) {
        self.path.exit(container);
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if param.is_require_grad() {
            let weight = param.val();
            let gradient: Vec<f32> = match weight.grad(self.gradients) {
                Some(gradient) => gradient.into_data().iter::<f32>().collect(),
                None => vec![0.0; weight.dims().iter().product()],
            };
            (self.use_it)(&self.path.name(), &gradient);
        }
    }
}
