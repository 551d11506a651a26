//! A model's header in, the tensors that its file must hold out: their names, shapes and number formats.

use std::collections::BTreeMap;

use super::numbers::{F16, F32, NumberFormat};

/// Moments the encoder hears at once, and tokens the decoder writes at most.
pub(super) const AUDIO_CONTEXT: u32 = 1500;
pub(super) const TEXT_CONTEXT: u32 = 448;
/// Columns of the mel filters: half of a window of 400 samples, and one.
pub(super) const MEL_COLUMNS: u32 = 201;

/// What the header of a file says.
pub(super) struct Header {
    pub(super) vocabulary: u32,
    pub(super) state: u32,
    pub(super) encoder_layers: u32,
    pub(super) decoder_layers: u32,
    pub(super) mels: u32,
    /// How its matrices are written.
    pub(super) format: NumberFormat,
}

/// One tensor as it must be.
pub(super) struct Tensor {
    pub(super) shape: Vec<u32>,
    pub(super) format: NumberFormat,
}

impl Tensor {
    /// How many numbers it has.
    pub(super) fn elements(&self) -> u64 {
        self.shape.iter().map(|&side| u64::from(side)).product()
    }
}

/// The tensors of a model with this `header`, by name.
pub(super) fn tensors(header: &Header) -> BTreeMap<String, Tensor> {
    let &Header { vocabulary, state, encoder_layers, decoder_layers, mels, format } = header;
    let mut all = BTreeMap::new();
    let mut put = |name: String, shape: &[u32], format| {
        all.insert(name, Tensor { shape: shape.to_vec(), format });
    };
    let convolution = if format == F32 { F32 } else { F16 };
    for (name, width) in [("conv1", mels), ("conv2", state)] {
        put(format!("encoder.{name}.weight"), &[3, width, state], convolution);
        put(format!("encoder.{name}.bias"), &[1, state], F32);
    }
    put("encoder.positional_embedding".into(), &[state, AUDIO_CONTEXT], F32);
    put("decoder.positional_embedding".into(), &[state, TEXT_CONTEXT], F32);
    put("decoder.token_embedding.weight".into(), &[state, vocabulary], format);
    for norm in ["encoder.ln_post", "decoder.ln"] {
        put(format!("{norm}.weight"), &[state], F32);
        put(format!("{norm}.bias"), &[state], F32);
    }
    let encoder = (0..encoder_layers).map(|layer| (format!("encoder.blocks.{layer}"), &["attn"][..]));
    let decoder = (0..decoder_layers).map(|layer| (format!("decoder.blocks.{layer}"), &["attn", "cross_attn"][..]));
    for (block, attentions) in encoder.chain(decoder) {
        for attention in attentions {
            for part in ["query", "key", "value", "out"] {
                put(format!("{block}.{attention}.{part}.weight"), &[state, state], format);
                // Keys have none: it would shift every score alike.
                if part != "key" {
                    put(format!("{block}.{attention}.{part}.bias"), &[state], F32);
                }
            }
            put(format!("{block}.{attention}_ln.weight"), &[state], F32);
            put(format!("{block}.{attention}_ln.bias"), &[state], F32);
        }
        put(format!("{block}.mlp.0.weight"), &[state, 4 * state], format);
        put(format!("{block}.mlp.0.bias"), &[4 * state], F32);
        put(format!("{block}.mlp.2.weight"), &[4 * state, state], format);
        put(format!("{block}.mlp.2.bias"), &[state], F32);
        put(format!("{block}.mlp_ln.weight"), &[state], F32);
        put(format!("{block}.mlp_ln.bias"), &[state], F32);
    }
    all
}
