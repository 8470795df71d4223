//! Runs the built program in a folder of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

/// A folder for one test, with a cache in it that is the test's own.
pub struct Place {
    folder: TempDir,
}

/// What the program said and how it ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with `arguments`, given as one line, in this folder.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_saddle"));
        self.keep_to_itself(&mut command).args(arguments.split_whitespace());
        command
    }

    /// Lets `command` see nothing of this machine's settings and caches.
    pub fn keep_to_itself<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("HOME", self.path("home"))
            .env("NO_PROXY", "127.0.0.1")
            .env_remove("SADDLE_DATA")
            .env_remove("RUST_BACKTRACE")
    }

    pub fn saddle(&self, arguments: &str) -> Ended {
        Ended::of(self.command(arguments).output().unwrap())
    }

    /// Runs what must succeed.
    pub fn succeeds(&self, arguments: &str) -> Ended {
        let ended = self.saddle(arguments);
        assert_eq!(ended.code, Some(0), "saddle {arguments}: {}", ended.stderr);
        ended
    }

    /// Runs what must fail with `code` and one clear message that holds `words`.
    pub fn fails(&self, arguments: &str, code: i32, words: &str) {
        let ended = self.saddle(arguments);
        ended.is_one_clear_error(code, words);
    }

    /// A run of a few small steps, called `name`.
    pub fn trained(&self, name: &str, options: &str) {
        self.succeeds(&format!("train {options} --device cpu --set batch=8 --out {name}"));
    }
}

impl Ended {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn is_one_clear_error(&self, code: i32, words: &str) {
        let Self { code: ended, stderr, .. } = self;
        assert_eq!(*ended, Some(code), "{stderr}");
        assert!(stderr.contains(words), "`{words}` is not in: {stderr}");
        assert_eq!(stderr.matches("error:").count(), 1, "{stderr}");
        for noise in ["panicked", "backtrace", "internal error"] {
            assert!(!stderr.contains(noise), "{stderr}");
        }
    }
}

/// Every file under `folder`, by its path in it, in order.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|file| format!("{name}/{file}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

/// The rows of a run's metrics, without the seconds that each took.
pub fn metrics(run: &Path) -> Vec<String> {
    let text = fs::read_to_string(run.join("metrics.csv")).unwrap();
    text.lines().map(|line| line.rsplit_once(',').unwrap().0.to_owned()).collect()
}
