//! This process's memory, as Linux reports it; a GPU's own is not in it.

use std::fs;

/// The resident bytes at their most so far.
pub fn peak_bytes() -> Option<u64> {
    bytes_in(&status()?, "VmHWM:")
}

/// The resident bytes now.
pub fn resident_bytes() -> Option<u64> {
    bytes_in(&status()?, "VmRSS:")
}

fn status() -> Option<String> {
    fs::read_to_string("/proc/self/status").ok()
}

fn bytes_in(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(1024 * kibibytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_from_the_systems_words() {
        assert_eq!(bytes_in("VmPeak:\t 9 kB\nVmHWM:\t  1234 kB\n", "VmHWM:"), Some(1234 * 1024));
        assert_eq!(bytes_in("VmPeak:\t 9 kB\n", "VmHWM:"), None);
    }
}
