//! The smallest file that is a whole model, with nothing in it to hear by.

use super::layout::{self, Header};
use super::numbers::NumberFormat;

/// Header, filters, a vocabulary of the single bytes, and every tensor of one layer each side, all zero.
pub(in crate::transcribe) fn smallest_model() -> Vec<u8> {
    let format = NumberFormat::of_file(1).unwrap();
    let header = Header { vocabulary: 51_864, state: 64, encoder_layers: 1, decoder_layers: 1, mels: 80, format };
    let mut file = b"lmgg".to_vec();
    let put = |file: &mut Vec<u8>, numbers: &[u32]| file.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
    put(&mut file, &[51_864, 1500, 64, 1, 1, 448, 64, 1, 1, 80, 1]);
    put(&mut file, &[80, 201]);
    put(&mut file, &vec![0; 80 * 201]);
    put(&mut file, &[256]);
    for byte in 0..=u8::MAX {
        put(&mut file, &[1]);
        file.push(byte);
    }
    for (name, tensor) in layout::tensors(&header) {
        put(&mut file, &[tensor.shape.len() as u32, name.len() as u32, tensor.format.kind]);
        put(&mut file, &tensor.shape);
        file.extend(name.as_bytes());
        file.resize(file.len() + tensor.format.bytes_of(tensor.elements()) as usize, 0);
    }
    file
}

mod tests {
    use std::io::Cursor;

    use super::super::{FileFault, glance, inspect};
    use super::smallest_model;

    #[test]
    fn a_model_with_anything_missing_or_changed_is_refused() {
        let whole = smallest_model();
        let read = |bytes: &[u8]| (inspect(&mut Cursor::new(bytes)), glance(&mut Cursor::new(bytes)));
        assert_eq!((read(&whole).0.unwrap().state, read(&whole).1.unwrap().state), (64, 64));
        for length in [0, 3, 20, 60, 30_000, whole.len() / 2, whole.len() - 300, whole.len() - 1] {
            let (inspected, glanced) = read(&whole[..length]);
            assert!(inspected.is_err() && glanced.is_err(), "{length} bytes were taken for a model");
        }
        assert!(matches!(inspect(&mut Cursor::new(b"RIFF\x24\0\0\0WAVE")), Err(FileFault::Magic)));
        let mut endless = whole.clone();
        endless.extend([0; 64]);
        assert!(read(&endless).0.is_err() && read(&endless).1.is_err());
        for field in 1..12 {
            let mut absurd = whole.clone();
            absurd[4 * field..4 * field + 4].copy_from_slice(&u32::MAX.to_le_bytes());
            assert!(read(&absurd).0.is_err() && read(&absurd).1.is_err(), "field {field} may be anything");
        }
    }
}
