//! FNV-1a, 64 bits: a hash that tells honest data apart, the same on every platform. It withstands no attack.
//!
//! Fowler, Noll & Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>.

/// A hash of the bytes fed to it so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fnv(u64);

impl Default for Fnv {
    /// The hash of no bytes.
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// The hash after `bytes`, too. How the bytes are split over calls does not matter.
    #[must_use]
    pub fn feed(self, bytes: &[u8]) -> Self {
        let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(bytes.iter().fold(self.0, step))
    }

    /// The hash as a number.
    pub fn value(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_examples_hash_as_published() {
        for (text, hash) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(Fnv::default().feed(text.as_bytes()).value(), hash, "{text}");
        }
    }

    #[test]
    fn splitting_the_bytes_changes_nothing() {
        assert_eq!(Fnv::default().feed(b"foo").feed(b"bar"), Fnv::default().feed(b"foobar"));
    }
}
