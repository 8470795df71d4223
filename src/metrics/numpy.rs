//! NumPy's `RandomState`: references that draw samples by it are reproduced draw by draw.
//!
//! MT19937 (Matsumoto & Nishimura 1998, doi:10.1145/272991.272995) as NumPy seeds it from one integer, and its shuffle,
//! which NumPy has promised not to change (NEP 19).

/// Words of the generator's state.
const WORDS: usize = 624;
/// How far a word looks ahead when it is renewed.
const AHEAD: usize = 397;

/// `numpy.random.RandomState(seed)`.
pub struct RandomState {
    words: [u32; WORDS],
    next: usize,
}

impl RandomState {
    pub fn new(seed: u32) -> Self {
        let mut words = [seed; WORDS];
        for place in 1..WORDS {
            let before = words[place - 1];
            words[place] = (before ^ (before >> 30)).wrapping_mul(1_812_433_253).wrapping_add(place as u32);
        }
        Self { words, next: WORDS }
    }

    /// `permutation(count)`: 0 to `count - 1` in a random order, the first of which are `choice(count, size, replace=False)`.
    pub fn permutation(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<_> = (0..count).collect();
        for last in (1..count).rev() {
            order.swap(last, self.up_to(last as u32) as usize);
        }
        order
    }

    /// A whole number from 0 to `most`, both included.
    fn up_to(&mut self, most: u32) -> u32 {
        let mask = u32::MAX.checked_shr(most.leading_zeros()).unwrap_or_default();
        loop {
            let value = self.word() & mask;
            if value <= most {
                return value;
            }
        }
    }

    fn word(&mut self) -> u32 {
        if self.next == WORDS {
            self.renew();
        }
        let mut word = self.words[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn renew(&mut self) {
        for place in 0..WORDS {
            let joined = (self.words[place] & 0x8000_0000) | (self.words[(place + 1) % WORDS] & 0x7fff_ffff);
            let twist = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[place] = self.words[(place + AHEAD) % WORDS] ^ (joined >> 1) ^ twist;
        }
        self.next = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_orders_are_numpys() {
        // RandomState(2020).randint(0, 2**32, 3, dtype="uint32"), .permutation(10) and .choice(1000, 5, replace=False)
        let mut state = RandomState::new(2020);
        assert_eq!([(); 3].map(|()| state.word()), [4_236_026_720, 639_299_976, 3_751_189_827]);
        assert_eq!(RandomState::new(2020).permutation(10), [2, 4, 9, 1, 5, 7, 6, 3, 8, 0]);
        assert_eq!(RandomState::new(2020).permutation(1000)[..5], [725, 986, 815, 656, 469]);
    }
}
