//! What somebody may have meant.

use std::collections::BTreeSet;

/// The candidate that is nearest to a word that is not among them; `None` when none is near.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = |candidate: &&str| score(word, candidate);
    candidates
        .into_iter()
        .filter(|it| near(it) > 0)
        .max_by_key(|it| (near(it), std::cmp::Reverse(*it)))
}

/// `did you mean …`, when something is near.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|it| format!("did you mean `{it}`?"))
}

/// How near two words are, from 0 (not at all) to 200.
fn score(word: &str, candidate: &str) -> usize {
    let longer = word.chars().count().max(candidate.chars().count()).max(1);
    let distance = strsim::damerau_levenshtein(&word.to_lowercase(), candidate);
    if distance <= (longer / 3).max(1) && distance < longer {
        return 200 - 100 * distance / longer;
    }
    let parts = |it: &str| -> BTreeSet<String> { it.split(['-', '_', '/', ' ']).map(str::to_lowercase).collect() };
    let (mine, theirs) = (parts(word), parts(candidate));
    let shared = mine.intersection(&theirs).count();
    let all = mine.union(&theirs).count().max(1);
    if 2 * shared >= all { 100 * shared / all } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_and_other_orders_of_words_are_near() {
        let slugs = ["tokyo", "osaka", "government-of-bihar", "bihar-cabinet"];
        assert_eq!(nearest("toyko", slugs), Some("tokyo"));
        assert_eq!(nearest("bihar-government", slugs), Some("government-of-bihar"));
        assert_eq!(nearest("patna", slugs), None);
        assert_eq!(nearest("", slugs), None);
    }
}
