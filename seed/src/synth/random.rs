//! Chance that comes out the same every time: a small generator without any state but a number.
//!
//! Whole numbers only, so that a set is the same on every machine.

/// A stream of numbers: `SplitMix64`, which is short, quick and even enough for names and days.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// The stream of one thing of a set: the same seed, sort and number give the same stream.
    pub(super) fn of(seed: u64, sort: u64, number: u64) -> Self {
        let mut random = Self(seed);
        for part in [sort, number] {
            random.0 = random.next() ^ part.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        }
        random
    }

    /// The next number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let number = self.next() % (end as u64).max(1);
        usize::try_from(number).unwrap_or_default()
    }

    /// True so many times in a thousand.
    pub(super) fn chance(&mut self, in_a_thousand: usize) -> bool {
        self.below(1_000) < in_a_thousand
    }

    /// One of a list, each as likely as the others; `None` of an empty one.
    pub(super) fn of_list<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }

    /// One of a list that is never empty.
    #[expect(clippy::indexing_slicing, reason = "the index is below the length")]
    pub(super) fn pick<T: Copy, const N: usize>(&mut self, list: &[T; N]) -> T {
        const { assert!(N > 0, "nothing to pick from") };
        list[self.below(N)]
    }

    /// One of a list, each as likely as its weight says.
    pub(super) fn weighed<T: Copy, const N: usize>(&mut self, list: &[(usize, T); N]) -> T {
        let mut left = self.below(list.iter().map(|(weight, _)| weight).sum());
        for (weight, it) in list {
            match left.checked_sub(*weight) {
                None => return *it,
                Some(rest) => left = rest,
            }
        }
        self.pick(list).1
    }

    /// The digits of a SHA-256 of nothing.
    pub(super) fn sha256(&mut self) -> String {
        let [a, b, c, d] = [self.next(), self.next(), self.next(), self.next()];
        format!("{a:016x}{b:016x}{c:016x}{d:016x}")
    }
}

/// Ranks that fall as in life: the first twice as often as the third, and most of them hardly ever (Zipf, Mandelbrot).
#[derive(Clone, Debug)]
pub(super) struct Ranks(Vec<u64>);

impl Ranks {
    /// So many ranks.
    pub(super) fn new(count: usize) -> Self {
        let mut sum = 0;
        let up_to = |rank: u64| {
            sum += 1_000_000_000_000 / (rank + 2);
            sum
        };
        Self((0..count as u64).map(up_to).collect())
    }

    /// One of them, from 0.
    pub(super) fn draw(&self, random: &mut Random) -> usize {
        let sum = self.0.last().copied().unwrap_or(1);
        let at = random.next() % sum;
        self.0.partition_point(|up_to| *up_to <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_told_by_seed_sort_and_number() {
        let first = |seed, sort, number| Random::of(seed, sort, number).next();
        assert_eq!(first(1, 2, 3), first(1, 2, 3));
        let others = [
            first(1, 2, 3),
            first(2, 2, 3),
            first(1, 3, 3),
            first(1, 2, 4),
            first(1, 3, 2),
        ];
        assert!(others.iter().enumerate().all(|(at, it)| !others[..at].contains(it)));
    }

    #[test]
    fn low_ranks_are_drawn_most_and_each_is_drawn() {
        let (ranks, mut random) = (Ranks::new(50), Random::of(1, 1, 1));
        let mut counts = vec![0; 50];
        (0..20_000).for_each(|_| counts[ranks.draw(&mut random)] += 1);
        assert!(counts[0] > 4 * counts[9] && counts[9] > 2 * counts[40], "{counts:?}");
        assert!(counts.iter().all(|it| *it > 0), "{counts:?}");
    }

    #[test]
    fn weights_are_kept() {
        let mut random = Random::of(1, 1, 2);
        let count = (0..10_000)
            .filter(|_| random.weighed(&[(900, true), (100, false)]))
            .count();
        assert!((8_800..9_200).contains(&count), "{count}");
    }
}
