//! How a command fails: one message on stderr, and an exit code.
//!
//! The code is 2 for a request that cannot be met (an unknown field, a folder in use) and 1 for everything else.

use anyhow::{Result, anyhow};
use std::{
    error::Error,
    fmt::{self, Display},
    io::{self, Write as _},
    panic::{self, AssertUnwindSafe},
    sync::{Mutex, PoisonError},
};

/// A request that cannot be met as it was put.
#[derive(Debug)]
pub struct Usage(String);

impl Display for Usage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Error for Usage {}

/// An error that ends the command with exit code 2.
pub fn usage(problem: impl Display) -> anyhow::Error {
    Usage(problem.to_string()).into()
}

/// Prints a message to stderr, apart from the command's output. A closed stderr is no reason to stop.
pub fn note(text: impl Display) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Prints the error and gives its exit code.
pub fn report(error: &anyhow::Error) -> u8 {
    if is_closed_pipe(error) {
        return 0;
    }
    note(format_args!("error: {}", in_one_line(error)));
    if error.is::<Usage>() { 2 } else { 1 }
}

/// Whether the reader of our output has closed it, as in `saddle zoo | head -1`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The chain of causes, without those that the text before them already contains.
fn in_one_line(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |line, cause| {
        let cause = cause.to_string();
        if line.is_empty() {
            cause
        } else if line.contains(&cause) {
            line
        } else {
            format!("{line}: {cause}")
        }
    })
}

/// Where the first panic was and what it said, until [`guard`] turns it into an error.
static FIRST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Keeps panics from being printed, unless `RUST_BACKTRACE` asks for them.
pub fn expect_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_some() {
        return;
    }
    panic::set_hook(Box::new(|info| {
        let message = info.payload_as_str().unwrap_or("no message");
        let place = info.location().map_or(String::new(), |place| format!(" ({place})"));
        first_panic().get_or_insert_with(|| format!("{message}{place}"));
    }));
}

/// Runs `work`; a panic in it, such as a graphics driver's, becomes an error.
pub fn guard<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = first_panic().take().unwrap_or_default();
        Err(anyhow!("internal error; RUST_BACKTRACE=1 shows where: {message}"))
    })
}

fn first_panic() -> std::sync::MutexGuard<'static, Option<String>> {
    FIRST_PANIC.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;

    #[test]
    fn a_cause_that_the_message_already_holds_is_not_said_twice() {
        let refused = io::Error::new(io::ErrorKind::PermissionDenied, "not allowed");
        let error =
            anyhow::Error::from(saddle::Error::File { path: "run/recipe.json".into(), source: refused })
                .context("cannot start the run");
        assert_eq!(in_one_line(&error), "cannot start the run: run/recipe.json: not allowed");
    }

    #[test]
    fn a_usage_error_stays_one_under_more_context() {
        let error = Err::<(), _>(usage("no such field")).context("reading --set").unwrap_err();
        assert!(error.is::<Usage>());
    }

    #[test]
    fn a_panic_becomes_an_error() {
        let error = guard::<()>(|| panic!("the driver is gone")).unwrap_err();
        assert!(error.to_string().contains("internal error"));
    }
}
