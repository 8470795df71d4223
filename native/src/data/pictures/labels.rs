//! The classes of a folder's pictures: its own folders, or what CelebA's files of attributes and identities say.

use anyhow::{Context as _, Result, bail, ensure};
use saddle::recipe::{
    PictureLabels,
    parts::{Attributes, Pictures},
};
use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
};

/// Labels have two bytes.
const MOST_CLASSES: usize = 1 << 16;

const ATTRIBUTES: &str = "list_attr_celeba.txt";
const IDENTITIES: &str = "identity_CelebA.txt";

/// A label for each picture.
pub struct Labels {
    pub labels: Vec<u16>,
    /// One more than the greatest label that there may be.
    pub classes: usize,
}

/// The labels of the pictures in `root`, whose `paths` in it are sorted.
///
/// # Errors
/// A picture without a label; more classes than labels can tell; a file of labels that is missing or is none.
pub fn of(root: &Path, paths: &[&str], settings: &Pictures) -> Result<Labels> {
    match settings.labels {
        PictureLabels::None => Ok(Labels { labels: vec![0; paths.len()], classes: 1 }),
        PictureLabels::Folders => of_folders(root, paths),
        PictureLabels::Attributes => of_attributes(root, paths, settings.attributes),
        PictureLabels::Identities => of_identities(root, paths),
    }
}

/// The class of a picture is the place of its first folder among all such.
fn of_folders(root: &Path, paths: &[&str]) -> Result<Labels> {
    let folder = |path: &&str| {
        let folder = path.split_once('/').map(|(folder, _)| folder.to_owned());
        folder.with_context(|| {
            format!("{} is in no class's folder; move it, or set labels=none", root.join(path).display())
        })
    };
    let folders = paths.iter().map(folder).collect::<Result<Vec<_>>>()?;
    numbered(&folders).with_context(|| format!("{}: its folders are too many classes", root.display()))
}

/// The class of a picture is a number of as many bits as there are attributes, the first's the lowest.
fn of_attributes(root: &Path, paths: &[&str], attributes: Attributes) -> Result<Labels> {
    let file = find(root, ATTRIBUTES)?;
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let of_file = || format!("{} is no file of CelebA's attributes", file.display());
    let (_count, text) = text.split_once('\n').with_context(of_file)?;
    let (names, rows) = text.split_once('\n').with_context(of_file)?;
    let names: Vec<_> = names.split_whitespace().collect();
    let columns: Vec<_> = attributes
        .names()
        .map(|wanted| {
            let column = names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
            column.with_context(|| format!("{} has no column {wanted}", file.display()))
        })
        .collect::<Result<_>>()?;
    let label = |values: &[&str]| {
        let bits = columns.iter().map(|&column| match values.get(column) {
            Some(&"1") => Some(1),
            Some(&"-1" | &"0") => Some(0),
            _ => None,
        });
        bits.rev().try_fold(0_u16, |label, bit| Some(2 * label + bit?))
    };
    let labels = by_name(&file, rows, paths, label)?;
    Ok(Labels { labels, classes: 1 << columns.len() })
}

/// The class of a picture is the place of its person's number among those of all pictures.
fn of_identities(root: &Path, paths: &[&str]) -> Result<Labels> {
    let file = find(root, IDENTITIES)?;
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let people = by_name(&file, &text, paths, |values| values.first()?.parse::<u32>().ok())?;
    numbered(&people).with_context(|| format!("{}: its people are too many classes", root.display()))
}

/// The place of each of `names` among all of them.
fn numbered<T: Ord>(names: &[T]) -> Result<Labels> {
    let sorted: Vec<_> = names.iter().collect::<BTreeSet<_>>().into_iter().collect();
    let classes = sorted.len();
    ensure!(
        classes <= MOST_CLASSES,
        "there are {classes}, and can be {MOST_CLASSES}; leave some pictures out, or set labels=none"
    );
    let labels = names.iter().map(|name| sorted.binary_search(&name).unwrap_or_default() as u16).collect();
    Ok(Labels { labels, classes })
}

/// What `read` makes of each picture's line in `rows`, which begins with the picture's own name.
fn by_name<T: Copy>(
    file: &Path,
    rows: &str,
    paths: &[&str],
    read: impl Fn(&[&str]) -> Option<T>,
) -> Result<Vec<T>> {
    let mut known = HashMap::new();
    for row in rows.lines() {
        let mut words = row.split_whitespace();
        let Some(name) = words.next() else { continue };
        let value = read(&words.collect::<Vec<_>>());
        known.insert(
            name,
            value.with_context(|| format!("{}: the line of {name} is damaged", file.display()))?,
        );
    }
    let value = |path: &&str| {
        let name = path.rsplit_once('/').map_or(*path, |(_, name)| name);
        known.get(name).copied().with_context(|| format!("{} does not name {name}", file.display()))
    };
    paths.iter().map(value).collect()
}

/// CelebA's `name` where its archive and others' loaders put it: in `root`, or in up to two folders above, or in their
/// `Anno`.
fn find(root: &Path, name: &str) -> Result<PathBuf> {
    let root = fs::canonicalize(root).with_context(|| format!("cannot look into {}", root.display()))?;
    let above = root.ancestors().take(3);
    let places = above.flat_map(|folder| [folder.join(name), folder.join("Anno").join(name)]);
    match places.into_iter().find(|path| path.is_file()) {
        Some(path) => Ok(path),
        None => bail!("{name} is neither in {} nor in the two folders above it", root.display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saddle::recipe::Recipe;

    fn settings(query: &str) -> Pictures {
        Recipe::from_query(&format!("data=folder&{query}")).unwrap().pictures
    }

    /// The labels in a folder `a/img` with these files of labels beside `img`.
    fn labels(query: &str, files: &[(&str, &str)], paths: &[&str]) -> Result<(Vec<u16>, usize)> {
        let root = tempfile::tempdir().unwrap();
        let pictures = root.path().join("a/img");
        fs::create_dir_all(&pictures).unwrap();
        fs::create_dir_all(root.path().join("a/Anno")).unwrap();
        for (name, text) in files {
            fs::write(root.path().join("a").join(name), text).unwrap();
        }
        of(&pictures, paths, &settings(query)).map(|Labels { labels, classes }| (labels, classes))
    }

    fn problem(query: &str, files: &[(&str, &str)], paths: &[&str]) -> String {
        format!("{:#}", labels(query, files, paths).unwrap_err())
    }

    const LIST: &str =
        "3\nBald Male Smiling \n000001.jpg  1 -1  1\n000002.jpg -1  1 -1\n000003.jpg -1 -1  1\n";

    #[test]
    fn attributes_make_a_class_of_every_combination() {
        let paths = ["000002.jpg", "more/000001.jpg"];
        let files = [("Anno/list_attr_celeba.txt", LIST)];
        let found = labels("labels=attributes&attributes=Smiling,Bald", &files, &paths).unwrap();
        assert_eq!(found, (vec![0b00, 0b11], 4));
        let found = labels("labels=attributes&attributes=male", &files, &paths).unwrap();
        assert_eq!(found, (vec![1, 0], 2));
    }

    #[test]
    fn people_are_numbered_among_those_there_are() {
        let files = [("identity_CelebA.txt", "1.jpg 2880\n2.jpg 7\n3.jpg 2880\n4.jpg 10000\n")];
        let found = labels("labels=identities", &files, &["1.jpg", "2.jpg", "3.jpg"]).unwrap();
        assert_eq!(found, (vec![1, 0, 1], 2));
        let many: Vec<_> = (0..65537).map(|at| format!("{at}.jpg")).collect();
        let lines: String = many.iter().enumerate().map(|(at, name)| format!("{name} {at}\n")).collect();
        let paths: Vec<_> = many.iter().map(String::as_str).collect();
        let refused = problem("labels=identities", &[("identity_CelebA.txt", &lines)], &paths);
        assert!(refused.contains("there are 65537, and can be 65536"), "{refused}");
        let folders: Vec<_> = (0..65537).map(|at| format!("{at}/1.jpg")).collect();
        let refused = problem("labels=folders", &[], &folders.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(refused.contains("its folders are too many classes"), "{refused}");
        assert!(refused.contains("there are 65537"), "{refused}");
    }

    #[test]
    fn what_is_missing_or_damaged_is_named() {
        let attributes = "labels=attributes&attributes=Male";
        let list = |text| [("list_attr_celeba.txt", text)];
        for (files, words) in [
            (&[][..], "list_attr_celeba.txt is neither in"),
            (&list("3\nBald\n000001.jpg 1\n"), "has no column Male"),
            (&list("3\nMale\n000001.jpg yes\n"), "the line of 000001.jpg is damaged"),
            (&list("3\nMale\n000002.jpg 1\n"), "does not name 000001.jpg"),
            (&list("nothing"), "is no file of CelebA's attributes"),
        ] {
            let refused = problem(attributes, files, &["000001.jpg"]);
            assert!(refused.contains(words), "{refused}");
        }
        let refused = Recipe::from_query("data=folder&labels=attributes").unwrap_err();
        assert!(refused.to_string().contains("attributes=Male,Smiling"), "{refused}");
    }
}
