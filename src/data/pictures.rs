//! The person's own pictures in memory, as a page prepares them: cut to the square in the middle, at the image size.

use super::Images;
use crate::{
    Error, Result,
    recipe::{Choice as _, Crop, PictureLabels, ResizeFilter, parts::Pictures},
};

/// Pictures that became samples.
#[derive(Debug)]
pub struct Prepared {
    /// The folder's.
    pub name: String,
    /// Each sample's `[channel, height, width]`.
    pub shape: [usize; 3],
    /// Bytes, one sample after the other.
    pub pixels: Vec<u8>,
    /// The class of each.
    pub labels: Vec<u8>,
}

/// The data set that `prepared` makes under `settings`.
///
/// # Errors
/// [`Error::Field`] for a crop, filter or labels that a page knows nothing of; [`Error::Data`] where there are no pictures, or not
/// those that the settings ask for.
pub fn open(settings: &Pictures, prepared: Prepared) -> Result<Images> {
    let Prepared { name, shape, pixels, labels } = prepared;
    if settings.crop != Crop::Square {
        let reason = format!("`{}` is cut by the native binary; here, choose `square`", settings.crop.name());
        return Err(Error::field("crop", reason));
    }
    if settings.filter != ResizeFilter::Bilinear {
        let reason = format!("`{}` is the native binary's; here, choose `bilinear`", settings.filter.name());
        return Err(Error::field("resize_filter", reason));
    }
    let labels = match settings.labels {
        PictureLabels::None => vec![0; labels.len()],
        PictureLabels::Folders => labels,
        other => {
            let reason =
                format!("`{}` are read by the native binary; here, choose `none` or `folders`", other.name());
            return Err(Error::field("labels", reason));
        }
    };
    let asked = [if settings.greyscale { 1 } else { 3 }, settings.size, settings.size];
    if labels.is_empty() || shape != asked || pixels.len() != labels.len() * shape.iter().product::<usize>() {
        let reason = format!("{} pictures of {shape:?}, and the settings ask for {asked:?}", labels.len());
        return Err(Error::data(name, reason));
    }
    Ok(Images::new(name, shape, pixels, labels))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{data::Dataset as _, recipe::Recipe};

    fn settings(query: &str) -> Pictures {
        Recipe::from_query(&format!("variant=dcgan&data=folder&image_size=32&{query}")).unwrap().pictures
    }

    fn prepared(shape: [usize; 3]) -> Prepared {
        let pixels = vec![128; 4 * shape.iter().product::<usize>()];
        Prepared { name: "cats".to_owned(), shape, pixels, labels: vec![0, 1, 1, 2] }
    }

    #[test]
    fn pictures_become_a_set_that_is_known_by_its_folder() {
        let set = open(&settings("labels=folders"), prepared([3, 32, 32])).unwrap();
        assert_eq!((set.name(), set.shape(), set.len(), set.classes()), ("cats", [3, 32, 32], Some(4), 3));
        let grey = open(&settings("greyscale=true"), prepared([1, 32, 32])).unwrap();
        assert_eq!((grey.shape(), grey.classes()), ([1, 32, 32], 1));
        assert_ne!(set.identity().digest, grey.identity().digest);
    }

    #[test]
    fn what_the_settings_do_not_ask_for_is_refused() {
        let problem = |query: &str, prepared| open(&settings(query), prepared).unwrap_err().to_string();
        assert!(problem("greyscale=true", prepared([3, 32, 32])).contains("cats: 4 pictures of [3, 32, 32]"));
        assert!(problem("crop=celeba", prepared([3, 32, 32])).contains("field `crop`"));
        assert!(problem("resize_filter=box", prepared([3, 32, 32])).contains("field `resize_filter`"));
        assert!(problem("labels=identities", prepared([3, 32, 32])).contains("field `labels`"));
        let none = Prepared { pixels: Vec::new(), labels: Vec::new(), ..prepared([3, 32, 32]) };
        assert!(problem("", none).contains("0 pictures"));
    }
}
