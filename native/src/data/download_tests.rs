//! Downloads against a server of our own that serves, cuts and lies as it is told.

use super::*;
use sha2::{Digest as _, Sha256};
use std::{
    io::{BufRead as _, BufReader},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// What the server does with one request.
#[derive(Clone, Copy)]
enum Answer {
    /// Sends these bytes, or the part of them that was asked for.
    Whole(&'static [u8]),
    /// Promises all these bytes and hangs up after so many.
    Cut(&'static [u8], usize),
    Missing,
}

/// Serves the answers in turn, the last one ever after; returns its URL and where each request began.
fn serve(answers: &'static [Answer]) -> (String, Arc<Mutex<Vec<u64>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let beginnings = Arc::new(Mutex::new(Vec::new()));
    let seen = beginnings.clone();
    thread::spawn(move || {
        for (count, stream) in listener.incoming().enumerate() {
            let stream = stream.unwrap();
            let from = range_of(&stream);
            seen.lock().unwrap().push(from);
            answer(stream, answers[count.min(answers.len() - 1)], from as usize);
        }
    });
    (url, beginnings)
}

/// Reads the request's head and returns the first byte that it asks for.
fn range_of(stream: &TcpStream) -> u64 {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut from = 0;
    for line in lines.take_while(|line| !line.is_empty()) {
        if let Some(range) = line.to_ascii_lowercase().strip_prefix("range: bytes=") {
            from = range.trim_end_matches('-').parse().unwrap();
        }
    }
    from
}

fn answer(mut stream: TcpStream, answer: Answer, from: usize) {
    let (bytes, sent) = match answer {
        Answer::Whole(bytes) => (bytes, bytes.len()),
        Answer::Cut(bytes, sent) => (bytes, sent),
        Answer::Missing => {
            write!(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .unwrap();
            return;
        }
    };
    let total = bytes.len();
    let head = if from == 0 {
        format!("HTTP/1.1 200 OK\r\nContent-Length: {total}\r\n")
    } else if from < total {
        format!(
            "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {from}-{}/{total}\r\nContent-Length: {}\r\n",
            total - 1,
            total - from
        )
    } else {
        "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n".to_owned()
    };
    write!(stream, "{head}Connection: close\r\n\r\n").unwrap();
    if from < sent {
        stream.write_all(&bytes[from..sent]).unwrap();
    }
    stream.shutdown(Shutdown::Both).unwrap();
}

const DIGITS: &[u8] = &[7; 200_000];
const OTHERS: &[u8] = &[8; 200_000];

fn wanted(hash: &str) -> Wanted<'_> {
    Wanted { name: "images.gz", sha256: hash }
}

fn hash_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_file_arrives_whole_and_is_not_fetched_twice() {
    let folder = tempfile::tempdir().unwrap();
    let (url, requests) = serve(&[Answer::Whole(DIGITS)]);
    let hash = hash_of(DIGITS);
    for _ in 0..2 {
        fetch(wanted(&hash), &[format!("{url}/mnist/")], folder.path()).unwrap();
    }
    assert_eq!(fs::read(folder.path().join("images.gz")).unwrap(), DIGITS);
    assert_eq!(names(folder.path()), ["images.gz"]);
    assert_eq!(*requests.lock().unwrap(), [0]);
}

#[test]
fn a_transfer_that_was_cut_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let (url, requests) = serve(&[Answer::Cut(DIGITS, 70_000), Answer::Whole(DIGITS)]);
    fetch(wanted(&hash_of(DIGITS)), &[url], folder.path()).unwrap();
    assert_eq!(fs::read(folder.path().join("images.gz")).unwrap(), DIGITS);
    assert_eq!(*requests.lock().unwrap(), [0, 70_000]);
}

#[test]
fn a_part_left_by_an_earlier_attempt_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("images.gz.part"), &DIGITS[..150_000]).unwrap();
    let (url, requests) = serve(&[Answer::Whole(DIGITS)]);
    fetch(wanted(&hash_of(DIGITS)), &[url], folder.path()).unwrap();
    assert_eq!(*requests.lock().unwrap(), [150_000]);
    assert_eq!(names(folder.path()), ["images.gz"]);
}

#[test]
fn a_part_of_something_else_is_thrown_away() {
    for part in [&OTHERS[..1000], &[8; 300_000]] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("images.gz.part"), part).unwrap();
        let (url, requests) = serve(&[Answer::Whole(DIGITS)]);
        fetch(wanted(&hash_of(DIGITS)), &[url], folder.path()).unwrap();
        assert_eq!(fs::read(folder.path().join("images.gz")).unwrap(), DIGITS);
        assert_eq!(*requests.lock().unwrap(), [part.len() as u64, 0]);
    }
}

#[test]
fn a_mirror_with_wrong_bytes_or_without_the_file_gives_way_to_the_next() {
    for bad in [&[Answer::Whole(OTHERS)], &[Answer::Missing]] {
        let folder = tempfile::tempdir().unwrap();
        let (bad, _) = serve(bad);
        let (good, _) = serve(&[Answer::Whole(DIGITS)]);
        fetch(wanted(&hash_of(DIGITS)), &[bad, good], folder.path()).unwrap();
        assert_eq!(fs::read(folder.path().join("images.gz")).unwrap(), DIGITS);
    }
}

#[test]
fn when_every_mirror_fails_the_error_names_each_and_nothing_looks_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (wrong, _) = serve(&[Answer::Whole(OTHERS)]);
    let (missing, _) = serve(&[Answer::Missing]);
    let (cut, requests) = serve(&[Answer::Cut(DIGITS, 5000)]);
    let offline = "http://127.0.0.1:1".to_owned();
    let mirrors = [wrong.clone(), missing.clone(), cut.clone(), offline.clone()];
    let error = fetch(wanted(&hash_of(DIGITS)), &mirrors, folder.path()).unwrap_err().to_string();
    for (mirror, reason) in [
        (wrong, "sends another file"),
        (missing, "404"),
        (cut, "breaks off after 5000 bytes"),
        (offline, "refused"),
    ] {
        let line = error.lines().find(|line| line.contains(&mirror)).unwrap_or_default();
        assert!(line.contains(reason), "{error}");
    }
    assert!(error.contains("is this machine online?"));
    assert_eq!(names(folder.path()), ["images.gz.part"]);
    assert_eq!(requests.lock().unwrap().len(), ATTEMPTS);
}
