//! Pieces of speech in, tokens out, through whisper.cpp: the only file that names whisper-rs, and the only one with `unsafe`.
//!
//! Three habits of the library shape this file. Its safe abort callback is unsound with a closure that captures anything, so
//! the raw one is used over a flag that outlives the call. Its context keeps a pointer to the list of alignment heads it was
//! given, which nothing in its types says, so the list lives as long as the context. And it asks for 30 s at a time whatever it
//! is given, so each call gets one piece of at most 28 s, without context from the piece before: rolling context makes it loop.
//!
//! Its beam search draws candidates by chance, from a generator that lives in the state and goes on from piece to piece. Each
//! piece therefore gets a state of its own: its words are the same whatever was heard before it, or beside it.
#![expect(unsafe_code, reason = "the library's safe abort callback is unsound with a captured flag")]

use std::ffi::{c_int, c_void};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use whisper_rs::whisper_rs_sys::whisper_ahead;
use whisper_rs::{
    DtwMode, DtwModelPreset, DtwParameters, FullParams, SamplingStrategy, WHISPER_CPP_VERSION, WhisperContext,
    WhisperContextParameters, get_lang_id, get_lang_str, install_logging_hooks,
};

use super::Error;
use super::models::Heads;
use super::recognise::{Engine, FILLER_PROMPT};
use super::words::Token;
use crate::watch::Watch;

/// A loaded model, shared by all engines that run it.
#[derive(Clone)]
pub struct Model {
    name: String,
    context: Arc<WhisperContext>,
    /// Read by the context at every call: dropped after it.
    _heads: Arc<[whisper_ahead]>,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Where the weights are.
#[derive(Clone, Copy, Debug)]
pub enum Weights<'a> {
    /// In a file that has been verified.
    File(&'a Path),
    /// In memory.
    Bytes(&'a [u8]),
}

impl Model {
    /// Loads `weights`; `heads` are the attention heads whose alignment gives word times.
    ///
    /// # Errors
    /// [`Error::Engine`] when whisper.cpp refuses the model.
    pub fn load(name: &str, weights: Weights<'_>, heads: &Heads) -> Result<Self, Error> {
        // Before anything else, or the library writes over the progress bar.
        install_logging_hooks();
        let custom: Arc<[whisper_ahead]> = match heads {
            Heads::Custom(heads) => {
                heads.iter().map(|&[n_text_layer, n_head]| whisper_ahead { n_text_layer, n_head }).collect()
            }
            _ => Arc::new([]),
        };
        let mode = match heads {
            Heads::Custom(_) => DtwMode::Custom { aheads: &custom },
            Heads::Preset(preset) => match model_preset(preset) {
                Some(model_preset) => DtwMode::ModelPreset { model_preset },
                None => DtwMode::TopMost { n_top: 1 },
            },
            Heads::Unknown => DtwMode::TopMost { n_top: 1 },
        };
        let parameters = WhisperContextParameters {
            use_gpu: false,
            // Word times come from attention weights, which flash attention never writes down.
            flash_attn: false,
            dtw_parameters: DtwParameters { mode, ..DtwParameters::default() },
            ..WhisperContextParameters::default()
        };
        let context = match weights {
            Weights::File(path) => WhisperContext::new_with_params(path, parameters),
            Weights::Bytes(bytes) => WhisperContext::new_from_buffer_with_params(bytes, parameters),
        };
        let context = context.map_err(|_| Error::Engine(format!("whisper.cpp cannot load model `{name}`")))?;
        Ok(Self { name: name.to_owned(), context: Arc::new(context), _heads: custom })
    }

    /// An engine that runs this model in `language` (ISO 639-1).
    ///
    /// # Errors
    /// [`Error::UnknownLanguage`] or [`Error::EnglishOnly`].
    pub fn engine(&self, language: &str) -> Result<Whisper, Error> {
        // A string with a NUL inside would panic in the library.
        let known = language.bytes().all(|b| b.is_ascii_lowercase()).then(|| get_lang_id(language)).flatten();
        let language: &'static str =
            known.and_then(get_lang_str).ok_or_else(|| Error::UnknownLanguage(language.to_owned()))?;
        if language != "en" && !self.context.is_multilingual() {
            return Err(Error::EnglishOnly { model: self.name.clone(), language: language.to_owned() });
        }
        // A fifth fewer word errors than the likeliest token each time, for a fifth more time (measured with the demo model).
        let mut parameters = FullParams::new(SamplingStrategy::BeamSearch { beam_size: 5, patience: -1.0 });
        // The library keeps these two strings for ever: they are set once, not once a piece.
        parameters.set_language(Some(language));
        parameters.set_initial_prompt(FILLER_PROMPT);
        parameters.set_single_segment(true);
        parameters.set_no_timestamps(true);
        parameters.set_no_context(true);
        // Second tries are decided where their outcome can be judged: by the caller.
        parameters.set_temperature_inc(0.0);
        parameters.set_print_special(false);
        parameters.set_print_progress(false);
        parameters.set_print_realtime(false);
        parameters.set_print_timestamps(false);
        Ok(Whisper { model: self.clone(), parameters })
    }
}

fn model_preset(name: &str) -> Option<DtwModelPreset> {
    Some(match name {
        "tiny.en" => DtwModelPreset::TinyEn,
        "tiny" => DtwModelPreset::Tiny,
        "base.en" => DtwModelPreset::BaseEn,
        "base" => DtwModelPreset::Base,
        "small.en" => DtwModelPreset::SmallEn,
        "small" => DtwModelPreset::Small,
        "medium.en" => DtwModelPreset::MediumEn,
        "medium" => DtwModelPreset::Medium,
        "large-v3" => DtwModelPreset::LargeV3,
        "large-v3-turbo" => DtwModelPreset::LargeV3Turbo,
        _ => return None,
    })
}

/// A model at work in one language.
pub struct Whisper {
    model: Model,
    parameters: FullParams<'static, 'static>,
}

impl fmt::Debug for Whisper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Whisper").field("model", &self.model).finish_non_exhaustive()
    }
}

/// Called by whisper.cpp between computations.
extern "C" fn is_set(flag: *mut c_void) -> bool {
    // SAFETY: `tokens` passes a pointer to a flag that it borrows until whisper.cpp returns; the flag is only read.
    let flag = unsafe { &*flag.cast::<AtomicBool>() };
    flag.load(Ordering::Relaxed)
}

impl Engine for Whisper {
    fn name(&self) -> String {
        format!("whisper.cpp {WHISPER_CPP_VERSION}")
    }

    fn model(&self) -> String {
        self.model.name.clone()
    }

    fn tokens(
        &self,
        samples: &[f32],
        temperature: f32,
        threads: usize,
        watch: &Watch<'_>,
    ) -> Result<Vec<Token>, Error> {
        let mut state = self.model.context.create_state().map_err(|e| Error::Engine(e.to_string()))?;
        let mut parameters = self.parameters.clone();
        parameters.set_temperature(temperature);
        parameters.set_n_threads(c_int::try_from(threads).unwrap_or(c_int::MAX));
        let flag: *const AtomicBool = watch.cancelled;
        // SAFETY: the flag is borrowed by `watch` for longer than this call, and `is_set` only reads it.
        unsafe {
            parameters.set_abort_callback(Some(is_set));
            parameters.set_abort_callback_user_data(flag.cast_mut().cast());
        }
        let outcome = state.full(parameters, samples);
        if watch.is_cancelled() {
            return Err(Error::Cancelled);
        }
        outcome.map_err(|e| Error::Engine(e.to_string()))?;
        let end_of_text = self.model.context.token_eot();
        let mut tokens = Vec::new();
        for segment in state.as_iter() {
            for token in (0..segment.n_tokens()).filter_map(|i| segment.get_token(i)) {
                if token.token_id() >= end_of_text {
                    continue;
                }
                let centiseconds = token.token_data().t_dtw;
                tokens.push(Token {
                    bytes: token.to_bytes().map_err(|e| Error::Engine(e.to_string()))?.to_vec(),
                    probability: token.token_probability(),
                    end_s: (centiseconds >= 0).then_some(centiseconds as f64 / 100.0),
                });
            }
        }
        Ok(tokens)
    }
}
