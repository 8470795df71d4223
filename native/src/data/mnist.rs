//! MNIST, or a set like it, in files: in `--data-dir`, then `$SADDLE_DATA/mnist`, then the cache.

use anyhow::{Context as _, Result, anyhow, bail};
use saddle::data::{Images, MnistFiles, idx::File, mnist};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The root that holds a folder for each data set.
const ROOT: &str = "SADDLE_DATA";

/// What to do when there are no files.
const REMEDIES: &str = "`saddle data mnist` downloads them; --data-dir names the folder that holds them; \
                        SADDLE_DATA names a folder with a `mnist` folder in it";

/// A part of MNIST, or of a set like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    Training,
    Test,
}

/// The digits of `split`.
pub fn open(data_dir: Option<&Path>, split: Split) -> Result<Images> {
    let pair = find(data_dir, split)?;
    let names = [&pair.images, &pair.labels].map(|path| path.display().to_string());
    let [images, labels] = [read(&pair.images)?, read(&pair.labels)?];
    let files = MnistFiles {
        images: File { name: &names[0], bytes: &images },
        labels: File { name: &names[1], bytes: &labels },
    };
    Ok(mnist::read(files)?)
}

/// The folder into which MNIST is downloaded.
pub fn cache() -> Result<PathBuf> {
    dirs::cache_dir()
        .map(|folder| folder.join("saddle").join("mnist"))
        .context("this system has no cache folder; set XDG_CACHE_HOME or HOME")
}

fn find(data_dir: Option<&Path>, split: Split) -> Result<Pair> {
    if let Some(folder) = data_dir {
        let none =
            || anyhow!("{} holds no {} images in IDX files; {REMEDIES}", folder.display(), split.in_words());
        return pair_in(folder, split)?.ok_or_else(none);
    }
    let root = env::var_os(ROOT).map(|root| PathBuf::from(root).join("mnist"));
    let places: Vec<_> = root.into_iter().chain(cache().ok()).collect();
    for place in places.iter().filter(|place| place.is_dir()) {
        if let Some(pair) = pair_in(place, split)? {
            return Ok(pair);
        }
    }
    let places: Vec<_> = places.iter().map(|place| place.display().to_string()).collect();
    bail!("MNIST's files are not in {}; {REMEDIES}", places.join(" nor in "))
}

/// A file of images with the file of their labels.
#[derive(Debug, PartialEq)]
struct Pair {
    images: PathBuf,
    labels: PathBuf,
}

/// The images of `split` in `folder` with their labels. Any set will do whose files are named like
/// MNIST's, `train-images-idx3-ubyte`, plain or `.gz`, such as EMNIST's `emnist-letters-train-images-...` and
/// QMNIST's, whose labels are `qmnist-train-labels-idx2-int`.
fn pair_in(folder: &Path, split: Split) -> Result<Option<Pair>> {
    let in_folder = || format!("cannot look into {}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(in_folder)? {
        names.extend(entry.with_context(in_folder)?.file_name().into_string().ok());
    }
    let images = the_only(&names, |name| split.has_images(name))
        .map_err(|names| anyhow!("{} holds several sets ({names}); keep one a folder", folder.display()))?;
    let Some(images) = images else {
        return Ok(None);
    };
    let wanted = labels_of(images);
    let labels = the_only(&names, |name| stem(name) == wanted)
        .ok()
        .flatten()
        .ok_or_else(|| anyhow!("{} holds {images} but no {wanted}[.gz]", folder.display()))?;
    Ok(Some(Pair { images: folder.join(images), labels: folder.join(labels) }))
}

/// The name of the labels of `images`, without `.gz`.
fn labels_of(images: &str) -> String {
    let kind = if images.starts_with("qmnist-") { "idx2-int" } else { "idx1-ubyte" };
    stem(images).replace("images", "labels").replace("idx3-ubyte", kind)
}

impl Split {
    fn in_words(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Test => "test",
        }
    }

    /// How file names call it: MNIST's `t10k` is `test` in EMNIST and QMNIST.
    fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Training => &["train"],
            Self::Test => &["t10k", "test"],
        }
    }

    fn has_images(self, name: &str) -> bool {
        ["-images-idx3-ubyte", "-images.idx3-ubyte"]
            .iter()
            .filter_map(|images| stem(name).strip_suffix(images))
            .any(|set| self.parts().iter().any(|part| set.ends_with(part)))
    }
}

fn stem(name: &str) -> &str {
    name.strip_suffix(".gz").unwrap_or(name)
}

/// The one file that `fits`, the plain one where a `.gz` of it stands beside it; or the names of several.
fn the_only(names: &[String], fits: impl Fn(&str) -> bool) -> Result<Option<&str>, String> {
    let mut fitting: Vec<&str> = names.iter().map(String::as_str).filter(|name| fits(name)).collect();
    fitting.sort_unstable();
    fitting.dedup_by_key(|name| stem(name));
    match fitting[..] {
        [] => Ok(None),
        [name] => Ok(Some(name)),
        _ => Err(fitting.join(", ")),
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_of(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(folder.path().join(name), []).unwrap();
        }
        folder
    }

    fn names(pair: Pair) -> [String; 2] {
        [pair.images, pair.labels].map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
    }

    #[test]
    fn the_training_pair_is_found_plain_before_gz_and_by_other_sets_names() {
        let folder = folder_of(&[
            "t10k-images-idx3-ubyte.gz",
            "train-images-idx3-ubyte",
            "train-images-idx3-ubyte.gz",
            "train-labels-idx1-ubyte.gz",
        ]);
        let pair = pair_in(folder.path(), Split::Training).unwrap().unwrap();
        assert_eq!(names(pair), ["train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz"]);
        let test = folder_of(&["t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"]);
        assert!(pair_in(test.path(), Split::Test).unwrap().is_some());
        let folder = folder_of(&[
            "emnist-letters-train-images-idx3-ubyte.gz",
            "emnist-letters-train-labels-idx1-ubyte.gz",
        ]);
        assert!(pair_in(folder.path(), Split::Training).unwrap().is_some());
    }

    #[test]
    fn emnist_and_qmnist_are_found_by_their_own_names() {
        for [set, labels] in [["emnist-balanced", "labels-idx1-ubyte.gz"], ["qmnist", "labels-idx2-int.gz"]] {
            let pairs = ["train", "test"]
                .map(|part| [format!("{set}-{part}-images-idx3-ubyte.gz"), format!("{set}-{part}-{labels}")]);
            let folder = folder_of(&pairs.as_flattened().iter().map(String::as_str).collect::<Vec<_>>());
            for (split, expected) in [Split::Training, Split::Test].into_iter().zip(pairs) {
                assert_eq!(names(pair_in(folder.path(), split).unwrap().unwrap()), expected);
            }
        }
        let alone = folder_of(&["qmnist-train-images-idx3-ubyte"]);
        let problem = pair_in(alone.path(), Split::Training).unwrap_err().to_string();
        assert!(problem.contains("no qmnist-train-labels-idx2-int[.gz]"), "{problem}");
    }

    #[test]
    fn a_folder_with_none_with_half_and_with_two_is_told_apart() {
        assert_eq!(pair_in(folder_of(&["README"]).path(), Split::Training).unwrap(), None);
        let error =
            |names: &[&str]| pair_in(folder_of(names).path(), Split::Training).unwrap_err().to_string();
        assert!(error(&["train-images-idx3-ubyte"]).contains("no train-labels-idx1-ubyte[.gz]"));
        let two = ["a-train-images-idx3-ubyte", "b-train-images-idx3-ubyte"];
        assert!(error(&two).contains("several sets"));
    }
}
