//! Files that are whole or absent.

use anyhow::{Context as _, Result, anyhow};
use sha2::{Digest as _, Sha256};
use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// The end of the name of a file that is being written.
const UNFINISHED: &str = ".unfinished";

/// Writes `bytes` to `path` so that a crash at any moment leaves the old file or the new one.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    if is_special(path) {
        let written = fs::write(path, bytes);
        return written.map_err(|error| cannot_write(path, error));
    }
    let unfinished = with_suffix(path, UNFINISHED);
    let write = || {
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        put_in_place(&unfinished, path)
    };
    write().map_err(|error| {
        // Best effort: what failed may be the very disk that holds it.
        let _ = fs::remove_file(&unfinished);
        cannot_write(path, error)
    })
}

/// Why `path` could not be written and, where that is a matter of room, what to do.
pub fn cannot_write(path: &Path, error: io::Error) -> anyhow::Error {
    let remedy = match error.kind() {
        io::ErrorKind::StorageFull => "; make room on its disk first",
        io::ErrorKind::QuotaExceeded => "; make room within your quota first",
        io::ErrorKind::FileTooLarge => "; raise the limit on file sizes (`ulimit -f`) first",
        _ => "",
    };
    anyhow!("cannot write {}: {error}{remedy}", path.display())
}

/// Removes files in `folder`, if there is one, whose writing a killed process began.
pub fn remove_unfinished(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.to_string_lossy().ends_with(UNFINISHED) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

/// The text of a file; nothing where there is none.
pub fn read_or_empty(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        text => text.with_context(|| format!("cannot read {}", path.display())),
    }
}

/// The files in `folder` whose name is a number and `extension`, as in `000500.png`, by that number; others are passed
/// over, and there are none where there is no folder.
pub fn numbered(folder: &Path, extension: &str) -> Vec<(u64, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<(u64, PathBuf)> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == extension))
        .filter_map(|path| Some((path.file_stem()?.to_str()?.parse().ok()?, path)))
        .collect();
    found.sort_unstable();
    found
}

/// The SHA-256 of all that `source` holds, in lower-case hexadecimal.
pub fn sha256(mut source: impl io::Read) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match source.read(&mut buffer)? {
            0 => break,
            count => hash.update(&buffer[..count]),
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Renames `unfinished`, whose content is on the disk, to `path`; the rename survives a crash.
pub fn put_in_place(unfinished: &Path, path: &Path) -> io::Result<()> {
    fs::rename(unfinished, path)?;
    sync_parent(path)
}

/// Brings the name of `path` to the disk.
pub fn sync_parent(path: &Path) -> io::Result<()> {
    sync_folder(path.parent().unwrap_or(Path::new(".")))
}

/// `path` with `suffix` after its whole name.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Whether `path` is a device or a pipe, such as /dev/stdout, which a file must not replace.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

/// A rename is on the disk once its folder is. Only Unix lets a folder be opened and synced.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("checkpoint");
        write_whole(&path, b"old").unwrap();
        fs::create_dir(with_suffix(&path, ".unfinished")).unwrap();
        assert!(write_whole(&path, b"new").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        fs::remove_dir(with_suffix(&path, ".unfinished")).unwrap();
        write_whole(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
