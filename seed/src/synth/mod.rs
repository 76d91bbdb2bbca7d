//! A set of any size that looks like the curated one and is made up: for load tests, and for whoever tries Sabha at scale.
//!
//! [`world`] makes what meetings name, about one record for twenty meetings; [`meeting`] makes meetings with their
//! articles, a block at a time, each told by the seed and its number; [`load()`] brings both into an empty database by the
//! arrows of curated records. So a set costs the memory of its names and of one chunk, whatever its size.

mod body;
mod load;
mod meeting;
mod outcome;
mod participation;
mod person;
mod press;
mod random;
#[rustfmt::skip]
mod words;
mod world;

use crate::dataset::Dataset;
use crate::lock::Lock;
use crate::record::Record;

pub use load::load;

use meeting::BLOCK;
use press::{pair, tag};
use world::World;

/// Blocks that are made at a time.
const BLOCKS: usize = 50;

/// Which set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many meetings; the other records follow from it.
    pub meetings: usize,
    /// Another seed gives another set.
    pub seed: u64,
}

/// Records that are written together, and the lock of what they cite.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    pub(crate) records: Vec<Record>,
    pub(crate) lock: Lock,
}

impl Plan {
    /// What the set says of itself.
    pub(crate) fn dataset(self) -> Dataset {
        Dataset {
            title: pair(("Synthetic meetings for load tests", "भार परीक्षण के लिए कृत्रिम बैठकें")),
            description: pair((
                "Made up by a program, by the rules of chance: no meeting of this set took place, nobody in it exists, and its \
                 articles have no texts. Names of states are real, so that their codes are.",
                "यह सब एक प्रोग्राम ने संयोग के नियमों से गढ़ा है: इसकी कोई बैठक नहीं हुई, इसमें कोई व्यक्ति वास्तविक नहीं और इसके लेखों के पाठ \
                 नहीं हैं। केवल राज्यों के नाम और कूट वास्तविक हैं।",
            )),
            licence: "CC0-1.0".to_owned(),
            languages: vec![tag("en"), tag("hi")],
        }
    }

    /// The set piece by piece: first what meetings name, then meetings with their articles. Pieces refer to the first one and
    /// to themselves only.
    pub(crate) fn chunks(self) -> impl Iterator<Item = Chunk> {
        let (world, first) = world::make(self.seed, self.meetings);
        let blocks = self.meetings.div_ceil(BLOCK);
        let rest = (0..blocks)
            .step_by(BLOCKS)
            .map(move |from| self.chunk(&world, from..blocks.min(from + BLOCKS)));
        std::iter::once(first).chain(rest)
    }

    fn chunk(self, world: &World, blocks: std::ops::Range<usize>) -> Chunk {
        let mut chunk = Chunk::default();
        for number in blocks {
            let count = (self.meetings - number * BLOCK).min(BLOCK);
            meeting::block(world, self.seed, (number, count), &mut chunk);
        }
        chunk
    }
}
