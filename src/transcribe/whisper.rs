//! Pieces of speech in, tokens out, through whisper.cpp: the only file that names whisper-rs, and the only one with `unsafe`.
//!
//! Two habits of the library shape this file. Its safe abort callback is unsound with a closure that captures anything, so the
//! raw one is used over a flag that outlives the call. And it asks for 30 s at a time whatever it is given, so each call gets one
//! piece of at most 28 s, without context from the piece before: rolling context makes it loop.
//!
//! Without being asked to, it tidies "um" and "uh" away. A prompt full of them helps, and raising their tokens a little as they
//! are scored helps more: the raise is taken out of their probability again, so that whoever reads it sees what was heard.
//!
//! Its beam search draws candidates by chance, from a generator that lives in the state and goes on from piece to piece. Each
//! piece therefore gets a state of its own: its words are the same whatever was heard before it, or beside it.
#![expect(
    unsafe_code,
    reason = "the library's safe abort callback is unsound with a captured flag; it has no safe filter of scores"
)]

use std::ffi::{c_int, c_void};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use whisper_rs::whisper_rs_sys::{whisper_context, whisper_state, whisper_token, whisper_token_data};
use whisper_rs::{
    DtwMode, DtwModelPreset, DtwParameters, FullParams, SamplingStrategy, WHISPER_CPP_VERSION, WhisperContext,
    WhisperContextParameters, get_lang_id, get_lang_str, install_logging_hooks,
};

use super::Error;
use super::ask::{Ask, FILLER_LIST, FILLER_SENTENCE, Prompt};
use super::recognise::Engine;
use super::words::ModelToken;
use crate::language::is_english;
use crate::watch::Watch;

/// The version of whisper.cpp inside, such as "1.8.3".
#[must_use]
pub fn library_version() -> &'static str {
    WHISPER_CPP_VERSION
}

/// A loaded model, shared by all engines that run it.
#[derive(Clone)]
pub struct LoadedModel {
    name: String,
    context: Arc<WhisperContext>,
}

impl fmt::Debug for LoadedModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadedModel").field("name", &self.name).finish_non_exhaustive()
    }
}

impl LoadedModel {
    /// Loads the checked file at `path`; `build` names the public model whose attention heads give word times: the last layer's
    /// do where it is not known.
    ///
    /// # Errors
    /// [`Error::Engine`] when whisper.cpp refuses the model.
    pub fn load(name: &str, path: &Path, build: Option<&str>) -> Result<Self, Error> {
        // Before anything else, or the library writes over the progress bar.
        install_logging_hooks();
        let mode = match build.and_then(model_preset) {
            Some(model_preset) => DtwMode::ModelPreset { model_preset },
            None => DtwMode::TopMost { n_top: 1 },
        };
        let parameters = WhisperContextParameters {
            use_gpu: false,
            // Word times come from attention weights, which flash attention never writes down.
            flash_attn: false,
            dtw_parameters: DtwParameters { mode, ..DtwParameters::default() },
            ..WhisperContextParameters::default()
        };
        let context = WhisperContext::new_with_params(path, parameters)
            .map_err(|_| Error::Engine(format!("whisper.cpp cannot load model `{name}`")))?;
        Ok(Self { name: name.to_owned(), context: Arc::new(context) })
    }

    /// An engine that runs this model in `language` (ISO 639-1).
    ///
    /// # Errors
    /// [`Error::UnknownLanguage`] or [`Error::EnglishOnly`].
    pub fn engine(&self, language: &str) -> Result<Whisper, Error> {
        let language = language_code(language).ok_or_else(|| Error::UnknownLanguage(language.to_owned()))?;
        if language != "en" && !self.context.is_multilingual() {
            return Err(Error::EnglishOnly { model: self.name.clone(), language: language.to_owned() });
        }
        let raised = Arc::new(Raised::new(&self.context, language));
        // Fewer word errors than the likeliest token each time, for a fifth more time.
        let mut parameters = FullParams::new(SamplingStrategy::BeamSearch { beam_size: 5, patience: -1.0 });
        // The library keeps this string and the prompts for ever: they are set once, not once a piece.
        parameters.set_language(Some(language));
        parameters.set_single_segment(true);
        parameters.set_no_timestamps(true);
        parameters.set_no_context(true);
        // Second tries are decided where their outcome can be judged: by the caller.
        parameters.set_temperature_inc(0.0);
        parameters.set_print_special(false);
        parameters.set_print_progress(false);
        parameters.set_print_realtime(false);
        parameters.set_print_timestamps(false);
        // "[MUSIC PLAYING]", "(laughs)": nobody says them.
        parameters.set_suppress_nst(true);
        let prompted = |prompt: &str| {
            let mut parameters = parameters.clone();
            parameters.set_initial_prompt(prompt);
            parameters
        };
        // A sentence in English would have other languages translated.
        let sentence = if is_english(language) { FILLER_SENTENCE } else { FILLER_LIST };
        let (sentence, list) = (prompted(sentence), prompted(FILLER_LIST));
        Ok(Whisper { model: self.clone(), sentence, list, bare: parameters, raised })
    }
}

/// The ISO 639-1 code of a language that whisper.cpp knows, given by its code or its English name, in any case.
#[must_use]
pub fn language_code(language: &str) -> Option<&'static str> {
    install_logging_hooks();
    let language = language.trim().to_lowercase();
    // A string with a NUL inside would panic in the library.
    let plain = language.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
    plain.then(|| get_lang_id(&language)).flatten().and_then(get_lang_str)
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

/// How late a model hears the ends of words, s, measured on people with known word times; 0 for models that were not measured.
fn lean_s(name: &str) -> f64 {
    match name {
        "tiny.en" => 0.08,
        "base" => -0.025,
        _ => 0.0,
    }
}

/// A model at work in one language.
pub struct Whisper {
    model: LoadedModel,
    /// Parameters with each prompt.
    sentence: FullParams<'static, 'static>,
    list: FullParams<'static, 'static>,
    bare: FullParams<'static, 'static>,
    raised: Arc<Raised>,
}

/// The tokens of "um" and "uh", raised as they are scored, or ruled out.
#[derive(Debug)]
struct Raised {
    tokens: Vec<whisper_token>,
}

/// By how much, in natural logarithms of odds. A step of 1 finds one um of six that the prompt alone does not; 2 ruins the text.
const RAISE: f32 = 1.0;
/// How far back an "um" forbids to raise the next: "um, um" is one um and its comma.
const NOT_AFTER: usize = 2;
/// Where the last so many tokens have two ums, a third is ruled out: it is the prompt that goes on, and a large model then
/// writes "uh" for the rest of the piece, and takes minutes for it. Two with their commas are four tokens.
const IN_A_ROW: usize = 4;

impl Raised {
    /// Only English has these words for these sounds: "um" is a preposition in German.
    fn new(context: &WhisperContext, language: &str) -> Self {
        let spellings = [" um", " Um", " uh", " Uh"].into_iter().filter(|_| is_english(language));
        let single = |spelling| context.tokenize(spelling, 2).ok().filter(|tokens| tokens.len() == 1);
        Self { tokens: spellings.filter_map(single).flatten().collect() }
    }

    /// Whether one of its tokens would be raised after `before`.
    fn applies(&self, before: impl DoubleEndedIterator<Item = whisper_token>) -> bool {
        !before.rev().take(NOT_AFTER).any(|token| self.tokens.contains(&token))
    }

    /// Whether one more of its tokens after `before` would be the third in a row.
    fn is_enough(&self, before: impl DoubleEndedIterator<Item = whisper_token>) -> bool {
        before.rev().take(IN_A_ROW).filter(|token| self.tokens.contains(token)).count() > 1
    }

    /// The probability of a token that was raised, had it not been.
    fn without(probability: f32) -> f32 {
        probability / (RAISE.exp() - probability * RAISE.exp_m1())
    }
}

/// Called by whisper.cpp for each candidate text before its next token is chosen, from several threads.
unsafe extern "C" fn raise(
    _: *mut whisper_context,
    _: *mut whisper_state,
    before: *const whisper_token_data,
    count: c_int,
    scores: *mut f32,
    raised: *mut c_void,
) {
    // SAFETY: `tokens` passes a pointer to what the engine owns for longer than the call; it is only read.
    let raised = unsafe { &*raised.cast::<Raised>() };
    let count = usize::try_from(count).unwrap_or(0);
    let before: &[whisper_token_data] = if count == 0 || before.is_null() {
        &[]
    } else {
        // SAFETY: whisper.cpp passes the tokens of this text so far, and how many they are.
        unsafe { std::slice::from_raw_parts(before, count) }
    };
    let ids = || before.iter().map(|token| token.id);
    let raise = match (raised.is_enough(ids()), raised.applies(ids())) {
        (true, _) => f32::NEG_INFINITY,
        (false, true) => RAISE,
        (false, false) => return,
    };
    for &token in &raised.tokens {
        // SAFETY: there is a score for each token of the vocabulary, and the tokenizer gave these; each text has its own.
        unsafe { *scores.add(token as usize) += raise };
    }
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

    fn lean_s(&self) -> f64 {
        lean_s(&self.model.name)
    }

    fn tokens(&self, samples: &[f32], ask: Ask, threads: usize, watch: &Watch<'_>) -> Result<Vec<ModelToken>, Error> {
        let mut state = self.model.context.create_state().map_err(|e| Error::Engine(e.to_string()))?;
        let mut parameters = match ask.prompt {
            Prompt::Sentence => &self.sentence,
            Prompt::List => &self.list,
            Prompt::Nothing => &self.bare,
        }
        .clone();
        let raised = Some(&self.raised).filter(|raised| ask.prompt == Prompt::Sentence && !raised.tokens.is_empty());
        parameters.set_temperature(ask.temperature);
        parameters.set_n_threads(c_int::try_from(threads).unwrap_or(c_int::MAX));
        let flag: *const AtomicBool = watch.cancelled;
        // SAFETY: the flag is borrowed by `watch` for longer than this call, and `is_set` only reads it.
        unsafe {
            parameters.set_abort_callback(Some(is_set));
            parameters.set_abort_callback_user_data(flag.cast_mut().cast());
        }
        if let Some(raised) = raised {
            // SAFETY: `self` owns what `raise` reads for longer than this call.
            unsafe {
                parameters.set_filter_logits_callback(Some(raise));
                parameters.set_filter_logits_callback_user_data(Arc::as_ptr(raised).cast_mut().cast());
            }
        }
        let outcome = state.full(parameters, samples);
        if watch.is_cancelled() {
            return Err(Error::Cancelled);
        }
        outcome.map_err(|e| Error::Engine(e.to_string()))?;
        let end_of_text = self.model.context.token_eot();
        let (mut tokens, mut before) = (Vec::new(), Vec::new());
        for segment in state.as_iter() {
            for token in (0..segment.n_tokens()).filter_map(|i| segment.get_token(i)) {
                if token.token_id() >= end_of_text {
                    continue;
                }
                let centiseconds = token.token_data().t_dtw;
                let was_raised = raised.is_some_and(|raised| {
                    raised.tokens.contains(&token.token_id()) && raised.applies(before.iter().copied())
                });
                before.push(token.token_id());
                let probability = token.token_probability();
                tokens.push(ModelToken {
                    bytes: token.to_bytes().map_err(|e| Error::Engine(e.to_string()))?.to_vec(),
                    probability: if was_raised { Raised::without(probability) } else { probability },
                    end_s: (centiseconds >= 0).then_some(centiseconds as f64 / 100.0),
                });
            }
        }
        Ok(tokens)
    }
}

#[cfg(test)]
mod tests {
    use super::language_code;

    #[test]
    fn a_language_is_known_by_its_code_and_by_its_name() {
        for name in ["en", "EN", "english", " English"] {
            assert_eq!(language_code(name), Some("en"), "{name}");
        }
        assert_eq!(
            (language_code("German"), language_code("klingon"), language_code("e\0n")),
            (Some("de"), None, None)
        );
    }
}
