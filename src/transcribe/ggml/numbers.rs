//! Bytes of a tensor in, whether they can be weights out: the number formats that whisper.cpp runs.

/// How the numbers of a tensor are written: in blocks, each with one or two scales of 16 bits where it is quantised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NumberFormat {
    /// Its number in a tensor's header.
    pub(super) kind: u32,
    /// Bytes of a block.
    pub(super) bytes: usize,
    /// Numbers in a block.
    pub(super) numbers: u32,
    /// Where in a block its 16-bit floats are.
    scales: &'static [usize],
}

/// 32-bit floats: filters, biases, positions.
pub(super) const F32: NumberFormat = format(0, 4, 1, &[]);
/// 16-bit floats: convolutions, whatever the rest is written in.
pub(super) const F16: NumberFormat = format(1, 2, 1, &[0]);

const fn format(kind: u32, bytes: usize, numbers: u32, scales: &'static [usize]) -> NumberFormat {
    NumberFormat { kind, bytes, numbers, scales }
}

/// A number beyond this is no weight: the largest of tiny.en is 17.
const LARGEST: f32 = 10_000.0;
/// The same as a 16-bit float; as integers they are in the same order.
const LARGEST_F16: u16 = 0x70e2;

impl NumberFormat {
    /// The format of a file's matrices, by its number in the file's header.
    pub(super) fn of_file(number: u32) -> Option<Self> {
        Some(match number {
            0 => F32,
            1 => F16,
            2 => format(2, 18, 32, &[0]),
            3 => format(3, 20, 32, &[0, 2]),
            7 => format(8, 34, 32, &[0]),
            8 => format(6, 22, 32, &[0]),
            9 => format(7, 24, 32, &[0, 2]),
            10 => format(10, 84, 256, &[80, 82]),
            11 => format(11, 110, 256, &[108]),
            12 => format(12, 144, 256, &[0, 2]),
            13 => format(13, 176, 256, &[0, 2]),
            14 => format(14, 210, 256, &[208]),
            _ => return None,
        })
    }

    /// Bytes of so many numbers, which fill whole blocks.
    pub(super) fn bytes_of(self, numbers: u64) -> u64 {
        numbers / u64::from(self.numbers) * self.bytes as u64
    }

    /// Whether all of `blocks` can be weights: finite, and not absurd.
    pub(super) fn are_weights(self, blocks: &[u8]) -> bool {
        if self == F32 {
            let (numbers, _) = blocks.as_chunks::<4>();
            return numbers.iter().all(|bytes| f32::from_le_bytes(*bytes).abs() <= LARGEST);
        }
        let is_weight = |block: &[u8], at: usize| {
            block.get(at..at + 2).is_some_and(|two| u16::from_le_bytes([two[0], two[1]]) & 0x7fff <= LARGEST_F16)
        };
        blocks.chunks_exact(self.bytes).all(|block| self.scales.iter().all(|&at| is_weight(block, at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_no_weight_in_any_format() {
        for number in 0..32 {
            let Some(format) = NumberFormat::of_file(number) else { continue };
            let mut blocks = vec![0; 3 * format.bytes];
            assert!(format.are_weights(&blocks), "{format:?}");
            // 0x7f7f is no number in 16 bits, 0x7f7f7f7f is 3.4e38 in 32.
            let at = format.bytes + format.scales.first().unwrap_or(&0);
            blocks[at..at + if format == F32 { 4 } else { 2 }].fill(0x7f);
            assert!(!format.are_weights(&blocks), "{format:?}");
        }
    }

    #[test]
    fn no_weight_is_larger_than_ten_thousand() {
        assert!(F32.are_weights(&(-10_000_f32).to_le_bytes()) && !F32.are_weights(&10_001_f32.to_le_bytes()));
        assert!(!F32.are_weights(&f32::NAN.to_le_bytes()) && !F32.are_weights(&f32::NEG_INFINITY.to_le_bytes()));
        // 10,000 and 10,008, the next 16-bit float.
        assert!(F16.are_weights(&[0xe2, 0xf0]) && !F16.are_weights(&[0xe3, 0x70]));
        assert!(!F16.are_weights(&[0x00, 0x7c]) && !F16.are_weights(&[0x01, 0xfe]));
    }
}
