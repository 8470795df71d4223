//! A net's tensors by name: for optimisers, averaging and checkpoints alike.
//!
//! Names are paths as PyTorch writes them (`layers.0.weight`). Tensors are handed out with four axes, ones before their own,
//! so that one piece of code serves every rank: unlike flattening, that moves no numbers, in whatever order they lie.

use burn::{
    module::{Module, ModuleMapper, ModuleVisitor, Param},
    tensor::Tensor,
};

/// A tensor with its name and shape, off the graph.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its path in the net.
    pub name: String,
    /// Its own shape.
    pub shape: Vec<usize>,
    /// Its numbers, with four axes.
    pub values: Tensor<4>,
}

/// Every float tensor of `net`: weights and running statistics.
pub fn named(net: &impl Module) -> Vec<Named> {
    visited(net, |_| true)
}

/// The tensors of `net` that an optimiser moves; none off the autodiff device.
pub fn trained(net: &impl Module) -> Vec<Named> {
    visited(net, |requires_gradient| requires_gradient)
}

fn visited(net: &impl Module, keep: fn(bool) -> bool) -> Vec<Named> {
    let mut collect = Collect { path: Path::default(), keep, found: Vec::new() };
    net.visit(&mut collect);
    collect.found
}

/// `net` with every float tensor replaced by what `replace` makes of its name, its own shape and its numbers: as many, with
/// four axes as well.
pub fn replaced<M: Module>(net: M, replace: impl FnMut(&str, &[usize], Tensor<4>) -> Tensor<4>) -> M {
    net.map(&mut Replace { path: Path::default(), replace })
}

/// `net` with the weights and biases of its layers kept within plus and minus `limit`. The gains of norms stay
/// free, or nothing would pass them, and so do running statistics.
pub fn clipped<M: Module>(net: M, limit: f64) -> M {
    replaced(net, |name, _, values| {
        let is_layers = name.ends_with("weight") || name.ends_with("bias");
        if is_layers { values.clamp(-limit, limit) } else { values }
    })
}

/// Whether the tensor called `name` is one of spectral norm's two vectors.
pub fn is_singular_vector(name: &str) -> bool {
    name.ends_with("spectral.u") || name.ends_with("spectral.v")
}

/// Where a visitor or mapper stands. An enum's case is left out: it says what a layer is, not where.
#[derive(Default)]
pub struct Path(Vec<String>);

impl Path {
    /// Steps into the part called `name`.
    pub fn enter(&mut self, name: &str, container: &str) {
        if !container.starts_with("Enum:") {
            self.0.push(name.to_owned());
        }
    }

    /// Steps out again.
    pub fn exit(&mut self, container: &str) {
        if !container.starts_with("Enum:") {
            self.0.pop();
        }
    }

    /// The name of the tensor here.
    pub fn name(&self) -> String {
        self.0.join(".")
    }
}

struct Collect {
    path: Path,
    keep: fn(bool) -> bool,
    found: Vec<Named>,
}

impl ModuleVisitor for Collect {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, container: &str) {
        self.path.exit(container);
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if (self.keep)(param.is_require_grad()) {
            let tensor = param.val();
            self.found.push(Named {
                name: self.path.name(),
                shape: tensor.dims().to_vec(),
                values: tensor.inner().unsqueeze(),
            });
        }
    }
}

struct Replace<F> {
    path: Path,
    replace: F,
}

impl<F: FnMut(&str, &[usize], Tensor<4>) -> Tensor<4>> ModuleMapper for Replace<F> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, container: &str) {
        self.path.exit(container);
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let (name, trained) = (self.path.name(), param.is_require_grad());
        param.map(|tensor| {
            let (shape, on_graph) = (tensor.dims(), tensor.is_autodiff());
            let values = (self.replace)(&name, &shape, tensor.inner().unsqueeze()).reshape(shape);
            if on_graph { Tensor::from_inner(values).set_require_grad(trained) } else { values }
        })
    }
}
