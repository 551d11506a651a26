//! A model chosen in, a transcriber out that loads it when the first speech is there to be recognised.

use std::sync::{Arc, Mutex, PoisonError};

use crate::caveat::Caveat;
use crate::transcribe::error::Error;
use crate::transcribe::models;
use crate::transcribe::recognise::Recogniser;
use crate::transcribe::remembering::{Memory, Remembering};
use crate::transcribe::transcriber::{Heard, Transcriber};
use crate::transcribe::whisper::{self, Whisper};
use crate::transcript::Transcript;
use crate::watch::{Stage, Watch};

/// More threads than this only wait for memory.
const MOST_THREADS: usize = 8;

/// A model in memory, and what there is to say against every transcript that it makes.
type Loaded = (whisper::LoadedModel, Option<Caveat>);

/// A model that is loaded when it is needed, once; clones share it, so that several recordings can be recognised side by side.
#[derive(Clone, Debug)]
pub struct OnDemand {
    model: models::Model,
    language: String,
    threads: usize,
    loaded: Arc<Mutex<Option<Loaded>>>,
    /// What clones share; without it each transcription has one of its own.
    memory: Option<Arc<Memory>>,
}

impl OnDemand {
    /// Recognises speech in `language` (ISO 639-1) with `model`, on as many threads as [`threads`] says. Nothing is loaded yet:
    /// what is wrong with the model or the language is told by the first transcription.
    #[must_use]
    pub fn new(model: models::Model, language: &str) -> Self {
        Self { model, language: language.to_owned(), threads: threads(), loaded: Arc::default(), memory: None }
    }

    /// The model that was chosen.
    #[must_use]
    pub fn model(&self) -> &models::Model {
        &self.model
    }

    /// The same on so many threads, at least one.
    #[must_use]
    pub fn with_threads(self, threads: usize) -> Self {
        Self { threads: threads.max(1), ..self }
    }

    /// The same with a memory that its clones share: what one of them has heard is there for all.
    #[must_use]
    pub fn remembering(self) -> Self {
        Self { memory: Some(Arc::default()), ..self }
    }

    /// What recognises speech with the model, loaded by now.
    ///
    /// # Errors
    /// What is wrong with the model or the language.
    pub(crate) fn recogniser(&self, watch: &Watch<'_>) -> Result<Recogniser<Remembering<Whisper>>, Error> {
        (watch.tell)(Stage::Loading);
        let (model, caveat) = self.load()?;
        let engine = Remembering::new(model.engine(&self.language)?, self.memory.clone().unwrap_or_default());
        Ok(Recogniser::new(engine, self.threads, &self.language, Vec::from_iter(caveat)))
    }

    fn load(&self) -> Result<Loaded, Error> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(there) = &*loaded {
            return Ok(there.clone());
        }
        let (model, checked, caveat) = self.first_whole()?;
        let there = (whisper::LoadedModel::load(&model.name, &model.path, checked.build())?, caveat);
        *loaded = Some(there.clone());
        Ok(there)
    }

    /// The first candidate whose file is whole; what is wrong with the first of all, where none is.
    fn first_whole(&self) -> Result<(&models::Model, models::Checked, Option<Caveat>), Error> {
        let mut refused = None;
        for model in self.model.candidates() {
            match model.check() {
                Ok(checked) => {
                    let other = checked.differs.is_some().then_some(Caveat::OtherFile);
                    return Ok((model, checked, refused.map(|_| Caveat::PassedOver).or(other)));
                }
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        Err(refused.map_or_else(|| Error::Engine("no model".into()), Error::from))
    }
}

impl Transcriber for OnDemand {
    fn transcribe(&mut self, heard: Option<Heard<'_>>, watch: &Watch<'_>) -> Result<Transcript, Error> {
        self.recogniser(watch)?.transcribe(heard, watch)
    }
}

/// Threads that recognise fastest here: one for each physical core. A second one on the same core finds its arithmetic in use
/// already, and the standard library counts such threads as cores.
#[must_use]
pub fn threads() -> usize {
    num_cpus::get_physical().min(MOST_THREADS)
}
