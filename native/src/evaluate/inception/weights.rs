//! Inception-v3 with the weights from a file: PyTorch's own or safetensors.

use crate::system::files::sha256;
use anyhow::{Context as _, Result, anyhow, bail};
use burn::tensor::Device;
use pytorch_reader::{DType, PytorchReader};
use saddle::metrics::inception::{
    Inception,
    weights::{Values, Weights, floats, is_weight},
};
use std::{
    env,
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
};

/// Where the weights of all published scores are: a folder to which [`NAME`] is added.
pub const URL: &str = "https://github.com/mseitzer/pytorch-fid/releases/download/fid_weights";
/// Their file.
pub const NAME: &str = "pt_inception-2015-12-05-6726825d.pth";
/// Of that file, which torch-fidelity publishes too.
pub const SHA256: &str = "6726825d0af5f729cebd5821db510b11b1cfad8faad88a03f1befd49fb9129b2";

const REMEDIES: &str = "`saddle data inception` downloads it; --weights names the file";

/// The net, and which one it is.
pub struct Extractor {
    pub net: Inception,
    /// Of the file of its weights.
    pub sha256: String,
}

impl Extractor {
    /// With the weights in the file `path`, or in the one that was downloaded.
    pub fn open(path: Option<&Path>, device: &Device) -> Result<Self> {
        let path = path.map_or_else(downloaded, |path| Ok(path.to_owned()))?;
        let file =
            File::open(&path).with_context(|| format!("cannot read {}; {REMEDIES}", path.display()))?;
        let sha256 = sha256(file).with_context(|| format!("cannot read {}", path.display()))?;
        let weights = if is_safetensors(&path)? { from_safetensors(&path) } else { from_pytorch(&path) };
        Ok(Self { net: Inception::new(weights?, device)?, sha256 })
    }
}

/// The folder into which the weights are downloaded.
pub fn cache() -> Result<PathBuf> {
    dirs::cache_dir()
        .map(|folder| folder.join("saddle").join("inception"))
        .context("this system has no cache folder; set XDG_CACHE_HOME or HOME")
}

/// The downloaded file: in `$SADDLE_DATA/inception`, or else in the cache.
fn downloaded() -> Result<PathBuf> {
    let root = env::var_os("SADDLE_DATA").map(|root| PathBuf::from(root).join("inception"));
    let places: Vec<_> = root.into_iter().chain(cache().ok()).map(|folder| folder.join(NAME)).collect();
    if let Some(found) = places.iter().find(|path| path.is_file()) {
        return Ok(found.clone());
    }
    let places: Vec<_> = places.iter().map(|path| path.display().to_string()).collect();
    bail!("Inception's weights are not in {}; {REMEDIES}", places.join(" nor in "))
}

/// Whether a file begins as safetensors do: eight bytes of length, and JSON.
fn is_safetensors(path: &Path) -> Result<bool> {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(9).read_to_end(&mut start));
    read.with_context(|| format!("cannot read {}", path.display()))?;
    Ok(start.get(8) == Some(&b'{'))
}

fn from_safetensors(path: &Path) -> Result<Weights> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Weights::from_safetensors(&path.display().to_string(), &bytes)?)
}

fn from_pytorch(path: &Path) -> Result<Weights> {
    let name = path.display().to_string();
    let reader = PytorchReader::new(path)
        .map_err(|error| anyhow!("{name}: is neither a file of PyTorch's nor safetensors: {error}"))?;
    let mut found = Vec::new();
    for (key, tensor) in reader.into_tensors().into_iter().filter(|(key, _)| is_weight(key)) {
        if tensor.dtype() != DType::F32 {
            bail!("{name}: `{key}` is of type {:?}; weights must be F32", tensor.dtype());
        }
        let bytes = tensor.read().with_context(|| format!("{name} is damaged; download it again"))?;
        found.push((key, Values { shape: tensor.shape().to_vec(), numbers: floats(&bytes) }));
    }
    Ok(Weights::new(name, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_weights_is_refused_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let problem = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            let opened = Extractor::open(Some(&path), &Device::flex());
            opened.err().expect("a refusal").to_string()
        };
        for (name, bytes) in
            [("empty.pth", &b""[..]), ("text.pth", b"Dear Sir"), ("cut.pth", b"PK\x03\x04cut")]
        {
            let found = problem(name, bytes);
            assert!(found.contains(name) && found.contains("is neither"), "{found}");
        }
        let found = problem("a.safetensors", b"\x02\0\0\0\0\0\0\0{}");
        assert!(found.contains("a.safetensors: `Conv2d_1a_3x3.conv.weight` is missing"), "{found}");
        let missing = Extractor::open(Some(&folder.path().join("no.pth")), &Device::flex());
        let missing = missing.err().expect("a refusal").to_string();
        assert!(missing.contains("no.pth") && missing.contains("saddle data inception"), "{missing}");
    }
}
