//! Which pictures a folder holds, in an order that every machine gives alike.

use super::labels::{self, Labels};
use anyhow::{Context as _, Result, ensure};
use rayon::prelude::*;
use saddle::{
    recipe::{PictureLabels, parts::Pictures},
    train::fnv::Fnv,
};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The ends of names by which files are taken for pictures, in upper or lower case.
pub const EXTENSIONS: [&str; 8] = ["jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff"];

/// A folder's pictures.
pub struct Listing {
    /// The folder.
    pub root: PathBuf,
    /// Sorted by path.
    pub pictures: Vec<Picture>,
    /// How many classes there are; at least 1.
    pub classes: usize,
    /// FNV-1a over the number of classes, paths and sizes, and over labels that are in a file beside the pictures.
    pub digest: u64,
}

/// A picture's place.
pub struct Picture {
    /// Its path in the folder, with `/` between the parts.
    pub path: Box<str>,
    /// Its class.
    pub class: u16,
}

impl Listing {
    /// Where the picture at `index` lies.
    pub fn path(&self, index: usize) -> PathBuf {
        self.root.join(&*self.pictures[index].path)
    }
}

/// The pictures in `root` and all its folders but hidden ones, with the labels that `settings` ask for.
///
/// # Errors
/// No folder, no pictures in it, a name that is not UTF-8, or what [`labels::of`] refuses.
pub fn list(root: &Path, settings: &Pictures) -> Result<Listing> {
    ensure!(
        root.is_dir(),
        "{} is no folder; --data-dir names the folder that holds the pictures",
        root.display()
    );
    let mut entries = Vec::new();
    let walk = WalkDir::new(root).follow_links(true).into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        let entry = entry.with_context(|| format!("cannot look into {}", root.display()))?;
        if entry.file_type().is_file() && is_picture(entry.path()) {
            entries.push(entry);
        }
    }
    ensure!(!entries.is_empty(), "{} holds no picture (.{})", root.display(), EXTENSIONS.join(", ."));
    let mut files = entries.into_par_iter().map(|entry| file(root, &entry)).collect::<Result<Vec<_>>>()?;
    files.par_sort_unstable();
    let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
    let Labels { labels, classes } = labels::of(root, &paths, settings)?;
    let digest = Fnv::default().feed(&(classes as u64).to_le_bytes());
    let digest = files
        .iter()
        .fold(digest, |hash, (path, size)| hash.feed(path.as_bytes()).feed(&[0]).feed(&size.to_le_bytes()));
    let in_file = match settings.labels {
        PictureLabels::Attributes | PictureLabels::Identities => &labels[..],
        PictureLabels::None | PictureLabels::Folders => &[],
    };
    let digest = in_file.iter().fold(digest, |hash, label| hash.feed(&label.to_le_bytes()));
    let pictures = paths.iter().zip(labels).map(|(path, class)| Picture { path: (*path).into(), class });
    Ok(Listing { root: root.to_owned(), pictures: pictures.collect(), classes, digest: digest.value() })
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_picture(path: &Path) -> bool {
    path.extension().is_some_and(|end| EXTENSIONS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// A file's path in `root` and its size in bytes.
fn file(root: &Path, entry: &DirEntry) -> Result<(String, u64)> {
    let path = entry.path();
    let size = entry.metadata().with_context(|| format!("cannot look at {}", path.display()))?.len();
    let within = path.strip_prefix(root).unwrap_or(path).to_str();
    let within = within.with_context(|| format!("{}: its name is not UTF-8; rename it", path.display()))?;
    Ok((within.replace(MAIN_SEPARATOR, "/"), size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use saddle::recipe::Recipe;
    use std::fs;

    fn folder_of(paths: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for path in paths {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"picture").unwrap();
        }
        folder
    }

    /// Settings with folders for classes, or with none.
    fn labelled(by_folders: bool) -> Pictures {
        let labels = if by_folders { "folders" } else { "none" };
        Recipe::from_query(&format!("data=folder&labels={labels}")).unwrap().pictures
    }

    fn paths(listing: &Listing) -> Vec<&str> {
        listing.pictures.iter().map(|picture| &*picture.path).collect()
    }

    #[test]
    fn pictures_are_found_in_any_depth_in_order_and_nothing_else() {
        let folder = folder_of(&[
            "b/2.JPG",
            "b/deep/er/3.WebP",
            "10.png",
            "9.tiff",
            ".DS_Store",
            "Thumbs.db",
            "notes.txt",
            ".trash/1.jpg",
            "b/._2.jpg",
            "jpg",
        ]);
        let listing = list(folder.path(), &labelled(false)).unwrap();
        assert_eq!(paths(&listing), ["10.png", "9.tiff", "b/2.JPG", "b/deep/er/3.WebP"]);
        assert_eq!(listing.classes, 1);
        assert!(listing.pictures.iter().all(|picture| picture.class == 0));
    }

    #[test]
    fn first_folders_are_classes_in_order_when_asked() {
        let folder =
            folder_of(&["cats-2/1.jpg", "cats/1.jpg", "cats/old/2.jpg", "dogs/1.jpg", "empty/notes.txt"]);
        let listing = list(folder.path(), &labelled(true)).unwrap();
        let classes: Vec<_> =
            listing.pictures.iter().map(|picture| (&*picture.path, picture.class)).collect();
        let expected = [("cats-2/1.jpg", 1), ("cats/1.jpg", 0), ("cats/old/2.jpg", 0), ("dogs/1.jpg", 2)];
        assert_eq!((classes, listing.classes), (expected.to_vec(), 3));
    }

    #[test]
    fn the_digest_follows_paths_sizes_and_classes() {
        let digest =
            |paths: &[&str], classes| list(folder_of(paths).path(), &labelled(classes)).unwrap().digest;
        let first = digest(&["a/1.jpg", "b/2.jpg"], false);
        assert_eq!(first, digest(&["b/2.jpg", "a/1.jpg", "c.txt"], false));
        assert_ne!(first, digest(&["a/1.jpg", "b/3.jpg"], false));
        assert_ne!(first, digest(&["a/1.jpg", "b/2.jpg"], true));
        let folder = folder_of(&["a/1.jpg", "b/2.jpg"]);
        fs::write(folder.path().join("b/2.jpg"), b"longer than before").unwrap();
        assert_ne!(first, list(folder.path(), &labelled(false)).unwrap().digest);
    }

    #[test]
    fn folders_that_cannot_serve_are_refused_with_the_remedy() {
        let problem = |paths: &[&str], classes| {
            format!("{:#}", list(folder_of(paths).path(), &labelled(classes)).err().unwrap())
        };
        assert!(problem(&["notes.txt"], false).contains("holds no picture"));
        assert!(problem(&["a/1.jpg", "2.jpg"], true).contains("2.jpg is in no class's folder"));
        let nowhere = list(Path::new("/nowhere"), &labelled(false)).err().unwrap().to_string();
        assert!(nowhere.contains("/nowhere is no folder"), "{nowhere}");
    }
}
