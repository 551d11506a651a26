//! The weights file in, scores for each sentence out.
//!
//! The file is gzip over little-endian numbers: a magic line, the number of features, their hashes in ascending order, one scale for each
//! column, a signed byte for each feature and column, then the [`Plan`] and the [`Tuning`] as 32-bit floats.

use std::io::Read;
use std::sync::LazyLock;

use super::course::{COLUMNS, LENGTHS, Plan, SHARES, STAGES};
use super::features::{self, SentenceFeatures};

/// First bytes of the unpacked file; the number is the format's.
const MAGIC: &[u8] = b"outloud structure 1\n";
/// The weights that are part of the program: see models/structure/README.md.
const WEIGHTS: &[u8] = include_bytes!("../../models/structure/weights.bin.gz");

/// Numbers that were set after training, on answers of authors it had not seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tuning {
    /// Confidence is a logistic function of the log-odds of the course: offset and slope.
    pub confidence: [f32; 2],
    /// For situation, task, action and result: offset and slopes of the log-odds that it is absent.
    pub absent: [[f32; ABSENT]; 4],
}

/// Numbers that tell whether a part is absent, and one offset.
pub const ABSENT: usize = 6;

/// A trained labeller.
#[derive(Clone, Debug, PartialEq)]
pub struct Labeller {
    keys: Vec<u32>,
    scale: [f32; COLUMNS],
    weights: Vec<[i8; COLUMNS]>,
    /// Scores of the stretches.
    pub plan: Plan,
    /// What turns scores into probabilities.
    pub tuning: Tuning,
}

/// Why weights cannot be read: said at build time by a test, never to a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken(pub &'static str);

impl Labeller {
    /// The labeller inside the program; `None` when its weights are broken.
    #[must_use]
    pub fn embedded() -> Option<&'static Self> {
        static MODEL: LazyLock<Option<Labeller>> = LazyLock::new(|| Labeller::read(WEIGHTS).ok());
        MODEL.as_ref()
    }

    /// Unpacks and checks a weights file.
    ///
    /// # Errors
    /// When `file` is no whole weights file of this format.
    pub fn read(file: &[u8]) -> Result<Self, Broken> {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).map_err(|_| Broken("not a whole gzip file"))?;
        let mut left = bytes.strip_prefix(MAGIC).ok_or(Broken("another format"))?;
        let count = u32::from_le_bytes(take(&mut left)?) as usize;
        if count > left.len() / 4 {
            return Err(Broken("cut off"));
        }
        let keys = (0..count).map(|_| take(&mut left).map(u32::from_le_bytes)).collect::<Result<Vec<_>, _>>()?;
        if !keys.is_sorted_by(|a, b| a < b) {
            return Err(Broken("features out of order"));
        }
        let scale = floats(&mut left)?;
        let weights = (0..count)
            .map(|_| take::<COLUMNS>(&mut left).map(|row| row.map(u8::cast_signed)))
            .collect::<Result<Vec<_>, _>>()?;
        let plan = Plan {
            first: floats(&mut left)?,
            next: rows(&mut left)?,
            last: floats(&mut left)?,
            length: rows::<STAGES, LENGTHS>(&mut left)?,
            share: rows::<STAGES, SHARES>(&mut left)?,
        };
        let tuning = Tuning { confidence: floats(&mut left)?, absent: rows(&mut left)? };
        if left.is_empty() { Ok(Self { keys, scale, weights, plan, tuning }) } else { Err(Broken("too long")) }
    }

    /// The scores of each sentence.
    #[must_use]
    pub fn scores(&self, said: &[&SentenceFeatures]) -> Vec<[f64; COLUMNS]> {
        let mut all = vec![[0.0; COLUMNS]; said.len()];
        for (k, row) in all.iter_mut().enumerate() {
            let here = features::of_place(said, k);
            for (key, size) in said[k].features.iter().chain(&here).chain([&features::bias()]) {
                let Ok(at) = self.keys.binary_search(key) else { continue };
                for (c, score) in row.iter_mut().enumerate() {
                    *score += f64::from(f32::from(self.weights[at][c]) * self.scale[c] * size);
                }
            }
        }
        all
    }
}

fn take<const N: usize>(left: &mut &[u8]) -> Result<[u8; N], Broken> {
    let (head, rest) = left.split_first_chunk::<N>().ok_or(Broken("cut off"))?;
    *left = rest;
    Ok(*head)
}

fn floats<const N: usize>(left: &mut &[u8]) -> Result<[f32; N], Broken> {
    let mut all = [0.0; N];
    for one in &mut all {
        *one = f32::from_le_bytes(take(left)?);
        if !one.is_finite() {
            return Err(Broken("not a number"));
        }
    }
    Ok(all)
}

fn rows<const M: usize, const N: usize>(left: &mut &[u8]) -> Result<[[f32; N]; M], Broken> {
    let mut all = [[0.0; N]; M];
    for row in &mut all {
        *row = floats(left)?;
    }
    Ok(all)
}

/// The other direction, for who trains: models/structure/trainer.
impl Labeller {
    /// Rounds `weights` to bytes; features whose weights all round to nothing are left out.
    #[must_use]
    pub fn new(mut weights: Vec<(u32, [f32; COLUMNS])>, plan: Plan, tuning: Tuning) -> Self {
        let mut scale = [1e-9_f32; COLUMNS];
        for (_, row) in &weights {
            scale.iter_mut().zip(row).for_each(|(s, w)| *s = s.max(w.abs() / 127.0));
        }
        weights.sort_by_key(|one| one.0);
        let rounded = |row: &[f32; COLUMNS]| std::array::from_fn(|c| (row[c] / scale[c]).round() as i8);
        let kept: Vec<(u32, [i8; COLUMNS])> = weights
            .iter()
            .map(|(key, row)| (*key, rounded(row)))
            .filter(|(_, row)| row.iter().any(|w| *w != 0))
            .collect();
        Self {
            keys: kept.iter().map(|one| one.0).collect(),
            scale,
            weights: kept.iter().map(|one| one.1).collect(),
            plan,
            tuning,
        }
    }

    /// The bytes of the file that [`read`](Self::read) reads.
    ///
    /// # Errors
    /// When packing fails.
    pub fn write(&self) -> std::io::Result<Vec<u8>> {
        use std::io::Write;
        let mut out = flate2::GzBuilder::new().write(Vec::new(), flate2::Compression::best());
        out.write_all(MAGIC)?;
        out.write_all(&(self.keys.len() as u32).to_le_bytes())?;
        for key in &self.keys {
            out.write_all(&key.to_le_bytes())?;
        }
        let put = |out: &mut dyn Write, all: &[f32]| all.iter().try_for_each(|x| out.write_all(&x.to_le_bytes()));
        put(&mut out, &self.scale)?;
        for row in &self.weights {
            out.write_all(&row.map(i8::cast_unsigned))?;
        }
        put(&mut out, &self.plan.first)?;
        put(&mut out, self.plan.next.as_flattened())?;
        put(&mut out, &self.plan.last)?;
        put(&mut out, self.plan.length.as_flattened())?;
        put(&mut out, self.plan.share.as_flattened())?;
        put(&mut out, &self.tuning.confidence)?;
        put(&mut out, self.tuning.absent.as_flattened())?;
        out.finish()
    }

    /// The same with other tuning.
    #[must_use]
    pub fn tuned(&self, tuning: Tuning) -> Self {
        Self { tuning, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_in_the_program_are_whole() {
        assert!(Labeller::read(WEIGHTS).is_ok());
    }

    #[test]
    fn broken_weights_are_refused() {
        for end in [0, 1, 10, WEIGHTS.len() / 2, WEIGHTS.len() - 1] {
            assert!(Labeller::read(&WEIGHTS[..end]).is_err());
        }
        let pack = |bytes: &[u8]| {
            use std::io::Write;
            let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            out.write_all(bytes).and_then(|()| out.finish()).unwrap_or_default()
        };
        assert_eq!(Labeller::read(&pack(b"something else")), Err(Broken("another format")));
        assert_eq!(Labeller::read(&pack(&[MAGIC, &[255; 4]].concat())), Err(Broken("cut off")));
    }
}
