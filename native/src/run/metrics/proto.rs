//! TensorBoard's `Event` message, as much of it as is written here, in protocol-buffer encoding.
//!
//! ```text
//! Event    1 wall_time: double   2 step: int64   3 file_version: string   5 summary: Summary
//! Summary  1 value: Value, repeated
//! Value    1 tag: string   2 simple_value: float   4 image: Image
//! Image    1 height: int32   2 width: int32   3 colorspace: int32   4 encoded_image_string: bytes
//! ```

/// A message that is being written, field by field.
#[derive(Default)]
pub struct Message(Vec<u8>);

const VARINT: u64 = 0;
const EIGHT_BYTES: u64 = 1;
const LENGTH_DELIMITED: u64 = 2;
const FOUR_BYTES: u64 = 5;

impl Message {
    /// An event that happened now, in seconds since 1970, at `step`.
    pub fn event(wall_time: f64, step: u64) -> Self {
        Self::default().fixed(1, EIGHT_BYTES, &wall_time.to_le_bytes()).whole(2, step)
    }

    /// The event that begins a file.
    pub fn version(wall_time: f64) -> Self {
        Self::default().fixed(1, EIGHT_BYTES, &wall_time.to_le_bytes()).bytes(3, b"brain.Event:2")
    }

    /// An event's summary.
    pub fn summary(self, summary: &Self) -> Self {
        self.bytes(5, &summary.0)
    }

    /// A summary's number called `tag`.
    pub fn scalar(self, tag: &str, value: f32) -> Self {
        let value = Self::default().bytes(1, tag.as_bytes()).fixed(2, FOUR_BYTES, &value.to_le_bytes());
        self.bytes(1, &value.0)
    }

    /// A summary's picture called `tag`, a PNG file of `[width, height]` with so many `channels`.
    pub fn image(self, tag: &str, [width, height]: [u32; 2], channels: u8, png: &[u8]) -> Self {
        let image = Self::default().whole(1, height.into()).whole(2, width.into()).whole(3, channels.into());
        let value = Self::default().bytes(1, tag.as_bytes()).bytes(4, &image.bytes(4, png).0);
        self.bytes(1, &value.0)
    }

    /// The encoded message.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    fn bytes(mut self, field: u64, bytes: &[u8]) -> Self {
        self.varint(field << 3 | LENGTH_DELIMITED);
        self.varint(bytes.len() as u64);
        self.0.extend(bytes);
        self
    }

    fn whole(mut self, field: u64, value: u64) -> Self {
        self.varint(field << 3 | VARINT);
        self.varint(value);
        self
    }

    fn fixed(mut self, field: u64, kind: u64, bytes: &[u8]) -> Self {
        self.varint(field << 3 | kind);
        self.0.extend(bytes);
        self
    }

    /// Seven bits a byte, the lowest first; all but the last byte have their highest bit set.
    fn varint(&mut self, mut value: u64) {
        while value > 0x7f {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }
}

/// What tells an event apart without its content.
#[derive(Debug, Default, PartialEq)]
pub struct Head {
    pub step: u64,
    pub has_image: bool,
}

/// The head of an encoded event of ours; none where it is damaged.
pub fn head(event: &[u8]) -> Option<Head> {
    let mut head = Head::default();
    for (field, value) in fields(event)? {
        match (field, value) {
            (2, Field::Whole(step)) => head.step = step,
            (5, Field::Bytes(summary)) => {
                for (_, value) in fields(summary)? {
                    let Field::Bytes(value) = value else { return None };
                    head.has_image |= fields(value)?.iter().any(|(field, _)| *field == 4);
                }
            }
            _ => {}
        }
    }
    Some(head)
}

enum Field<'a> {
    Whole(u64),
    Bytes(&'a [u8]),
}

/// The fields of a message with their numbers.
fn fields(mut message: &[u8]) -> Option<Vec<(u64, Field<'_>)>> {
    let mut found = Vec::new();
    while !message.is_empty() {
        let key = take_varint(&mut message)?;
        let value = match key & 7 {
            VARINT => Field::Whole(take_varint(&mut message)?),
            EIGHT_BYTES => Field::Bytes(message.split_off(..8)?),
            FOUR_BYTES => Field::Bytes(message.split_off(..4)?),
            LENGTH_DELIMITED => {
                let length = usize::try_from(take_varint(&mut message)?).ok()?;
                Field::Bytes(message.split_off(..length)?)
            }
            _ => return None,
        };
        found.push((key >> 3, value));
    }
    Some(found)
}

fn take_varint(message: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for place in 0..10 {
        let byte = *message.split_off_first()?;
        value |= u64::from(byte & 0x7f) << (7 * place);
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_that_of_the_protocol() {
        // 150 is the protocol's own example; 1.0 as a double ends in f0 3f.
        let event = Message::event(1.0, 150).into_bytes();
        assert_eq!(event, [0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x10, 0x96, 0x01]);
        let summary = Message::default().scalar("k", 1.0).into_bytes();
        assert_eq!(summary, [0x0a, 8, 0x0a, 1, b'k', 0x15, 0, 0, 0x80, 0x3f]);
    }

    #[test]
    fn an_event_tells_its_step_and_whether_it_has_a_picture() {
        let scalars = Message::default().scalar("loss", 0.5).scalar("k", 0.1);
        let event = Message::event(2e9, u64::MAX).summary(&scalars).into_bytes();
        assert_eq!(head(&event), Some(Head { step: u64::MAX, has_image: false }));
        let picture = Message::default().image("samples", [300, 2], 3, &[7; 1000]);
        let event = Message::event(2e9, 500).summary(&picture).into_bytes();
        assert_eq!(head(&event), Some(Head { step: 500, has_image: true }));
        assert_eq!(head(&Message::version(1.0).into_bytes()), Some(Head::default()));
        for length in 1..event.len() {
            let _ = head(&event[..length]);
        }
        assert_eq!(head(&event[..event.len() - 1]), None);
    }
}
