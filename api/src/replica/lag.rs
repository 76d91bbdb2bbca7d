//! How far behind a replica may be: what was the newest revision a while ago, it must have.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Revisions that come within this part of the allowed time count as one, so that few are kept however many come.
const PARTS: u32 = 64;

/// When the newest revisions became known.
#[derive(Debug)]
pub(super) struct Lag {
    allowed: Duration,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// The newest one that every replica must have by now.
    floor: i64,
    /// Newer ones, with when each became known.
    later: VecDeque<(Instant, i64)>,
}

impl Lag {
    pub(super) fn new(allowed: Duration) -> Self {
        Self {
            allowed,
            known: Mutex::default(),
        }
    }

    /// The revision that a replica must have now, given the newest one. What is known first is a must at once.
    pub(super) fn floor(&self, newest: i64, now: Instant) -> i64 {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = &mut *known;
        if known.floor == 0 {
            known.floor = newest;
        }
        match known.later.back_mut() {
            Some((_, latest)) if *latest >= newest => {}
            Some((at, latest)) if now.duration_since(*at) < self.allowed / PARTS => *latest = newest,
            _ if newest > known.floor => known.later.push_back((now, newest)),
            _ => {}
        }
        while let Some((at, revision)) = known.later.front()
            && now.duration_since(*at) >= self.allowed
        {
            known.floor = *revision;
            known.later.pop_front();
        }
        known.floor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_the_newest_a_while_ago_is_a_must() {
        let lag = Lag::new(Duration::from_secs(10));
        let begun = Instant::now();
        let floor = |newest, seconds| lag.floor(newest, begun + Duration::from_secs(seconds));
        assert_eq!(floor(0, 0), 0, "nothing is known yet");
        assert_eq!(floor(5, 1), 5, "who starts does not know since when it was there");
        assert_eq!(floor(6, 2), 5);
        assert_eq!(floor(8, 5), 5);
        assert_eq!(floor(8, 11), 5);
        assert_eq!(floor(8, 12), 6);
        assert_eq!(floor(8, 14), 6);
        assert_eq!(floor(9, 15), 8);
        assert_eq!(floor(9, 60), 9);
    }

    #[test]
    fn a_storm_of_revisions_is_kept_in_little_and_lets_none_be_late() {
        let lag = Lag::new(Duration::from_secs(10));
        let begun = Instant::now();
        for number in 1..=40_000 {
            let at = begun + Duration::from_millis(5) * number;
            let floor = lag.floor(i64::from(number), at);
            // Two hundred a second: ten seconds are 2,000 of them, and a part of the time some thirty.
            assert!(
                number < 2_100 || (0..40).contains(&(floor - i64::from(number) + 2_000)),
                "{floor} at {number}"
            );
            assert!(lag.known.lock().unwrap().later.len() <= 66);
        }
    }
}
