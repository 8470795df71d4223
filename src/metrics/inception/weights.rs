//! The tensors of a file of weights, handed out by name: each must be there, in its shape, and none may be left over.

use crate::{Error, Result};
use safetensors::{Dtype, SafeTensors};
use std::collections::BTreeMap;

/// A tensor's numbers, row after row.
#[derive(Clone, Debug)]
pub struct Values {
    pub shape: Vec<usize>,
    pub numbers: Vec<f32>,
}

/// The tensors of one file that nobody has taken yet.
#[derive(Debug)]
pub struct Weights {
    /// What errors call it.
    file: String,
    tensors: BTreeMap<String, Values>,
}

impl Weights {
    /// These `tensors`, by PyTorch's names, of what errors call `file`.
    pub fn new(file: impl Into<String>, tensors: impl IntoIterator<Item = (String, Values)>) -> Self {
        Self { file: file.into(), tensors: tensors.into_iter().collect() }
    }

    /// Those of a safetensors file's `bytes`.
    ///
    /// # Errors
    /// [`Error::Data`] where they are none, or hold weights that are not 32-bit floats.
    pub fn from_safetensors(file: &str, bytes: &[u8]) -> Result<Self> {
        let tensors = SafeTensors::deserialize(bytes)
            .map_err(|error| Error::data(file, format!("is no safetensors file: {error}")))?;
        let mut found = BTreeMap::new();
        for (name, tensor) in tensors.iter().filter(|(name, _)| is_weight(name)) {
            if tensor.dtype() != Dtype::F32 {
                let problem = format!("`{name}` is of type {:?}; weights must be F32", tensor.dtype());
                return Err(Error::data(file, problem));
            }
            let (shape, numbers) = (tensor.shape().to_vec(), floats(tensor.data()));
            found.insert(name.to_owned(), Values { shape, numbers });
        }
        Ok(Self::new(file, found))
    }

    /// Takes the tensor called `name`.
    ///
    /// # Errors
    /// [`Error::Data`] where there is none, or it has another shape.
    pub fn take(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let Some(values) = self.tensors.remove(name) else {
            return Err(self.wrong(format!("`{name}` is missing")));
        };
        if values.shape != shape {
            let found = values.shape;
            return Err(self.wrong(format!("`{name}` has the shape {found:?}, not {shape:?}")));
        }
        Ok(values.numbers)
    }

    /// Expects that all have been taken.
    ///
    /// # Errors
    /// [`Error::Data`] with the first of those that are left.
    pub fn finish(self) -> Result<()> {
        match self.tensors.keys().next() {
            None => Ok(()),
            Some(name) => Err(self.wrong(format!(
                "`{name}` belongs to another net, and so do {} tensors more",
                self.tensors.len() - 1
            ))),
        }
    }

    fn wrong(&self, problem: String) -> Error {
        let remedy = "it takes the FID weights of Inception-v3, pt_inception-2015-12-05-6726825d.pth";
        Error::data(&self.file, format!("{problem}; {remedy}"))
    }
}

/// Whether a state's tensor is one of a net's weights: a batch norm also counts the batches that it was trained by.
pub fn is_weight(name: &str) -> bool {
    !name.ends_with("num_batches_tracked")
}

/// The little-endian 32-bit floats in `bytes`.
pub fn floats(bytes: &[u8]) -> Vec<f32> {
    let (numbers, _) = bytes.as_chunks();
    numbers.iter().map(|&number| f32::from_le_bytes(number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use safetensors::tensor::TensorView;

    fn weights() -> Weights {
        let values = Values { shape: vec![2, 1], numbers: vec![1.0, 2.0] };
        Weights::new("a.pth", [("fc.weight".to_owned(), values)])
    }

    #[test]
    fn tensors_are_taken_once_and_what_is_wrong_is_named_with_its_file() {
        let mut one = weights();
        assert_eq!(one.take("fc.weight", &[2, 1]).unwrap(), [1.0, 2.0]);
        let again = one.take("fc.weight", &[2, 1]).unwrap_err().to_string();
        assert!(again.starts_with("a.pth: `fc.weight` is missing"), "{again}");
        one.finish().unwrap();
        let shape = weights().take("fc.weight", &[1, 2]).unwrap_err().to_string();
        assert!(shape.contains("`fc.weight` has the shape [2, 1], not [1, 2]"), "{shape}");
        let left = weights().finish().unwrap_err().to_string();
        assert!(left.contains("`fc.weight` belongs to another net"), "{left}");
    }

    #[test]
    fn safetensors_hold_floats_and_counts_that_are_passed_over() {
        let file = |dtype, bytes: &[u8]| {
            let count = TensorView::new(Dtype::I64, vec![], &[0; 8]).unwrap();
            let weight = TensorView::new(dtype, vec![2], bytes).unwrap();
            safetensors::serialize([("bn.num_batches_tracked", count), ("fc.bias", weight)], None).unwrap()
        };
        let bytes: Vec<u8> = [0.5_f32, -3.0].into_iter().flat_map(f32::to_le_bytes).collect();
        let mut read = Weights::from_safetensors("a.safetensors", &file(Dtype::F32, &bytes)).unwrap();
        assert_eq!(read.take("fc.bias", &[2]).unwrap(), [0.5, -3.0]);
        read.finish().unwrap();
        let half = Weights::from_safetensors("a.safetensors", &file(Dtype::F16, &[0; 4])).unwrap_err();
        assert!(half.to_string().contains("`fc.bias` is of type F16"), "{half}");
        assert!(Weights::from_safetensors("a.safetensors", b"nothing").is_err());
    }
}
