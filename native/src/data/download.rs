//! Downloads a file whose SHA-256 is known, from the first mirror that has it.
//!
//! What has arrived is kept beside the file as `.part`, so that the next attempt, whatever the mirror, asks only for
//! the rest. The file gets its name once its hash is right.

use crate::system::{
    failure::note,
    files::{self, put_in_place, with_suffix},
};
use anyhow::{Context as _, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::Path,
    time::Duration,
};
use ureq::{
    Agent, Body,
    http::{Response, StatusCode, header},
};

/// How often one mirror is tried: a transfer that was cut continues where it stopped.
const ATTEMPTS: usize = 3;
const TO_CONNECT: Duration = Duration::from_secs(15);
const TO_SEND_MORE: Duration = Duration::from_secs(30);

/// A file by its name on the mirrors and the SHA-256 of its bytes, in hexadecimal.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub name: &'a str,
    pub sha256: &'a str,
}

/// Puts the wanted file into `folder`, unless it is there.
pub fn fetch(wanted: Wanted, mirrors: &[String], folder: &Path) -> Result<()> {
    let path = folder.join(wanted.name);
    if path.exists() && sha256(&path)? == wanted.sha256 {
        note(format_args!("{} is there", path.display()));
        return Ok(());
    }
    let mut failures = String::new();
    for mirror in mirrors {
        let url = format!("{}/{}", mirror.trim_end_matches('/'), wanted.name);
        match fetch_from(&url, wanted.sha256, &path) {
            Ok(()) => {
                note(format_args!("{} from {url}", path.display()));
                return Ok(());
            }
            Err(error) => failures += &format!("\n  {url}: {error:#}"),
        }
    }
    bail!("cannot fetch {}; is this machine online? --mirror URL names another source{failures}", wanted.name)
}

/// How an attempt that did not fail ended.
enum Attempt {
    Whole,
    /// The part that was already there is not the beginning of the mirror's file.
    WrongBeginning,
}

fn fetch_from(url: &str, sha256: &str, path: &Path) -> Result<()> {
    let mut last = None;
    for _ in 0..ATTEMPTS {
        match attempt(url, sha256, path) {
            Ok(Attempt::Whole) => return Ok(()),
            Ok(Attempt::WrongBeginning) => {}
            // Only a transfer that was cut is worth another try.
            Err(error) if !error.is::<Cut>() => return Err(error),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| anyhow::anyhow!("it does not send the rest of the file")))
}

/// A transfer that ended before the file did.
#[derive(Debug)]
struct Cut(String);

impl std::fmt::Display for Cut {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::error::Error for Cut {}

fn attempt(url: &str, wanted: &str, path: &Path) -> Result<Attempt> {
    let part = with_suffix(path, ".part");
    let have = fs::metadata(&part).map_or(0, |part| part.len());
    let response = request(url, have)?;
    let resumed = response.status() == StatusCode::PARTIAL_CONTENT && starts_at(&response) == Some(have);
    match response.status() {
        StatusCode::OK => {}
        StatusCode::PARTIAL_CONTENT if resumed => {}
        StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => {
            // Perhaps the part is whole already: the process ended between the last byte and the renaming.
            if have > 0 && sha256(&part)? == wanted {
                return finish(&part, path);
            }
            remove(&part)?;
            return Ok(Attempt::WrongBeginning);
        }
        status => bail!("answers {status}"),
    }
    receive(response, &part, if resumed { have } else { 0 })?;

    let found = sha256(&part)?;
    if found == wanted {
        return finish(&part, path);
    }
    remove(&part)?;
    if resumed {
        return Ok(Attempt::WrongBeginning);
    }
    bail!("sends another file: its SHA-256 is {found}, not {wanted}")
}

fn request(url: &str, from: u64) -> Result<Response<Body>> {
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .user_agent(concat!("saddle/", env!("CARGO_PKG_VERSION")))
        .timeout_resolve(Some(TO_CONNECT))
        .timeout_connect(Some(TO_CONNECT))
        .timeout_recv_response(Some(TO_SEND_MORE))
        .timeout_per_read(Some(TO_SEND_MORE))
        .build()
        .into();
    let mut request = agent.get(url);
    if from > 0 {
        request = request.header(header::RANGE, format!("bytes={from}-"));
    }
    Ok(request.call()?)
}

/// Where the bytes of a partial response begin: `Content-Range: bytes 100-199/200`.
fn starts_at(response: &Response<Body>) -> Option<u64> {
    let range = response.headers().get(header::CONTENT_RANGE)?.to_str().ok()?;
    range.strip_prefix("bytes ")?.split('-').next()?.parse().ok()
}

/// Appends the response's bytes to the first `have` bytes of `part`, and syncs them to the disk.
fn receive(response: Response<Body>, part: &Path, have: u64) -> Result<()> {
    let in_file = || format!("cannot write {}", part.display());
    let mut file =
        OpenOptions::new().create(true).write(true).truncate(false).open(part).with_context(in_file)?;
    file.set_len(have).with_context(in_file)?;
    io::Seek::seek(&mut file, io::SeekFrom::Start(have)).with_context(in_file)?;

    let rest = response.body().content_length();
    let bar = bar(have, rest);
    let mut body = response.into_body().into_reader();
    let mut buffer = vec![0; 64 * 1024];
    let mut received = 0;
    let ended = loop {
        match body.read(&mut buffer) {
            Ok(0) => break None,
            Ok(count) => {
                file.write_all(&buffer[..count]).with_context(in_file)?;
                received += count as u64;
                bar.inc(count as u64);
            }
            Err(error) => break Some(error.to_string()),
        }
    };
    bar.finish_and_clear();
    file.sync_all().with_context(in_file)?;
    match ended {
        Some(error) => Err(Cut(format!("breaks off after {} bytes: {error}", have + received)).into()),
        None if rest.is_some_and(|rest| received < rest) => {
            Err(Cut(format!("breaks off after {} bytes", have + received)).into())
        }
        None => Ok(()),
    }
}

/// A bar on a terminal's stderr, nothing elsewhere.
fn bar(have: u64, rest: Option<u64>) -> ProgressBar {
    let bar = match rest {
        Some(rest) => ProgressBar::new(have + rest),
        None => ProgressBar::new_spinner(),
    };
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {bytes_per_sec}") {
        bar.set_style(style);
    }
    bar.set_position(have);
    bar
}

fn finish(part: &Path, path: &Path) -> Result<Attempt> {
    put_in_place(part, path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Attempt::Whole)
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

fn sha256(path: &Path) -> Result<String> {
    let hash = File::open(path).and_then(files::sha256);
    hash.with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
#[path = "download_tests.rs"]
mod tests;
