//! The sounds of a word in Latin letters, as Indian papers write names and as English spells.

use super::Sounds;

/// Where in a word a spelling is read so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    /// At the end of the word.
    End,
    /// In a word of six letters or more: few words of that length differ by such a sound alone.
    InLong,
    /// The same, before a vowel.
    OpenInLong,
    /// The same, before a consonant.
    ClosedInLong,
    /// The same, at the end.
    EndOfLong,
    /// Before a consonant.
    BeforeConsonant,
    /// Before a vowel.
    BeforeVowel,
    /// Before a consonant, or at the end.
    Closed,
    /// Before `e`, `i` or `y`.
    BeforeFront,
    /// At the beginning.
    Start,
    /// At the beginning, before a consonant.
    StartClosed,
    /// Within, before `m` or `n` that a consonant follows.
    BeforeNasal,
    /// Behind another vowel of the word, before `w`, `v` or `y` that a vowel follows.
    BeforeGlide,
    /// Before one consonant and a last `e` that English does not speak.
    BeforeSilent,
}

/// Letters of a long word.
const LONG: usize = 6;

/// Spellings and their sounds; the first that fits is taken, so longer ones stand before shorter ones.
const SPELLINGS: &[(&str, Place, &[&str])] = &[
    // English.
    ("ation", Place::Anywhere, &["eSan", "aSan"]),
    ("tion", Place::Anywhere, &["San"]),
    ("ssion", Place::Anywhere, &["San"]),
    ("sion", Place::Anywhere, &["San", "jan"]),
    ("ture", Place::End, &["car", "ture"]),
    ("iance", Place::End, &["ayans"]),
    ("ace", Place::Anywhere, &["es", "ase"]),
    ("ble", Place::End, &["bal"]),
    ("le", Place::End, &["le", "al"]),
    ("cial", Place::End, &["Sal", "Sial"]),
    ("dge", Place::Anywhere, &["j", "je"]),
    ("ub", Place::End, &["ub", "ab"]),
    ("ust", Place::End, &["ust", "ast"]),
    ("are", Place::End, &["are", "eyar"]),
    ("ice", Place::End, &["is", "ais"]),
    ("igh", Place::Closed, &["ai"]),
    ("ies", Place::End, &["ij", "is"]),
    ("ower", Place::Anywhere, &["avar"]),
    ("eau", Place::Anywhere, &["o"]),
    ("ough", Place::Anywhere, &["o"]),
    ("au", Place::Start, &["au", "o"]),
    ("ai", Place::Start, &["ai", "e"]),
    ("ay", Place::Start, &["ay"]),
    ("aa", Place::Start, &["a"]),
    ("a", Place::StartClosed, &["a", "e"]),
    ("o", Place::StartClosed, &["o", "u"]),
    ("u", Place::Start, &["u", "yu"]),
    ("e", Place::Start, &["e", "i"]),
    ("a", Place::BeforeSilent, &["a", "e"]),
    ("i", Place::BeforeSilent, &["i", "ai"]),
    // Consonants.
    ("hr", Place::Start, &["hr", "r"]),
    ("ksh", Place::Anywhere, &["kS"]),
    ("chh", Place::Anywhere, &["c"]),
    ("tch", Place::Anywhere, &["c"]),
    ("sch", Place::Anywhere, &["S", "sk"]),
    ("ch", Place::BeforeConsonant, &["k", "c"]),
    ("ch", Place::Anywhere, &["c"]),
    ("ngk", Place::Anywhere, &["nk"]),
    ("ck", Place::Anywhere, &["k"]),
    ("cc", Place::BeforeFront, &["ks", "c"]),
    ("sye", Place::Start, &["saye", "sye"]),
    ("moh", Place::Start, &["moh", "muh", "mah"]),
    ("geor", Place::Start, &["jor"]),
    ("sh", Place::InLong, &["S", "s"]),
    ("sh", Place::Anywhere, &["S"]),
    ("s", Place::OpenInLong, &["s", "S", "j"]),
    ("sr", Place::Anywhere, &["sr", "Sr"]),
    ("sw", Place::Anywhere, &["sv", "Sv"]),
    ("sv", Place::Anywhere, &["sv", "Sv"]),
    ("kh", Place::Anywhere, &["q"]),
    ("gh", Place::InLong, &["G", "g"]),
    ("gh", Place::Anywhere, &["G"]),
    ("jh", Place::Anywhere, &["J"]),
    ("zh", Place::Anywhere, &["J", "j"]),
    ("ph", Place::Anywhere, &["f"]),
    ("bh", Place::Anywhere, &["w"]),
    ("th", Place::InLong, &["T", "t"]),
    ("th", Place::Anywhere, &["T"]),
    ("ddh", Place::Anywhere, &["D"]),
    ("dd", Place::Anywhere, &["d", "D"]),
    ("dh", Place::Anywhere, &["D"]),
    ("rh", Place::Anywhere, &["r"]),
    ("gadh", Place::End, &["gar", "gaD"]),
    ("wada", Place::End, &["vadA", "varA"]),
    ("wh", Place::Anywhere, &["v"]),
    ("jn", Place::Anywhere, &["gy", "jn"]),
    ("dny", Place::Anywhere, &["gy"]),
    ("d", Place::InLong, &["d", "D"]),
    ("t", Place::InLong, &["t", "T"]),
    ("b", Place::InLong, &["b", "v", "w"]),
    ("qu", Place::BeforeFront, &["kv", "k"]),
    ("qu", Place::Anywhere, &["kv"]),
    ("q", Place::Anywhere, &["k"]),
    ("x", Place::Anywhere, &["ks", "kS"]),
    ("c", Place::BeforeFront, &["s"]),
    ("com", Place::Anywhere, &["kom", "kam"]),
    ("con", Place::BeforeConsonant, &["kon", "kan"]),
    ("c", Place::Anywhere, &["k"]),
    ("g", Place::BeforeFront, &["g", "j"]),
    ("z", Place::Anywhere, &["j", "J"]),
    ("w", Place::Anywhere, &["v"]),
    // Vowels.
    ("iyer", Place::End, &["iyar", "aiyar"]),
    ("aiah", Place::End, &["aiyA"]),
    ("ah", Place::End, &["ah", "A"]),
    ("ee", Place::Anywhere, &["i"]),
    ("oo", Place::Anywhere, &["u"]),
    ("ea", Place::End, &["iA"]),
    ("ea", Place::Anywhere, &["i", "e"]),
    ("eo", Place::End, &["ev", "eo"]),
    ("ou", Place::Anywhere, &["au", "u", "o"]),
    ("ow", Place::Closed, &["au", "o"]),
    ("ai", Place::BeforeConsonant, &["ai", "e"]),
    ("ay", Place::Closed, &["ai", "e"]),
    ("ey", Place::End, &["e", "i"]),
    ("ed", Place::End, &["ed", "ad"]),
    ("eh", Place::BeforeConsonant, &["eh", "ah"]),
    ("eh", Place::BeforeVowel, &["eh", "ah"]),
    ("er", Place::Anywhere, &["er", "ar"]),
    ("lon", Place::BeforeConsonant, &["lon", "lan"]),
    ("lom", Place::BeforeConsonant, &["lom", "lam"]),
    ("ei", Place::Anywhere, &["ei", "e", "ai"]),
    ("en", Place::End, &["en", "an"]),
    ("on", Place::End, &["on", "an"]),
    ("on", Place::ClosedInLong, &["on", "an", "un"]),
    ("ior", Place::End, &["ior", "iyar"]),
    ("or", Place::EndOfLong, &["or", "ar"]),
    ("ors", Place::End, &["ors", "ars"]),
    ("us", Place::End, &["us", "as"]),
    ("ain", Place::End, &["ain", "an", "en"]),
    ("ew", Place::Closed, &["yu", "ev"]),
    ("oi", Place::Anywhere, &["oi", "oe"]),
    ("all", Place::End, &["al", "ol"]),
    ("iya", Place::End, &["iyA", "iy"]),
    ("ie", Place::BeforeConsonant, &["i", "ie", "iya"]),
    ("ory", Place::End, &["ori", "ari"]),
    ("ury", Place::End, &["uri", "ari"]),
    ("uri", Place::End, &["uri", "ari"]),
    ("ur", Place::BeforeConsonant, &["ur", "ar"]),
    ("utt", Place::Anywhere, &["ut", "at"]),
    ("up", Place::End, &["up", "ap"]),
    ("u", Place::BeforeNasal, &["u", "a"]),
    ("a", Place::BeforeGlide, &["a", ""]),
];

/// The sounds of a composed word in lower case. Letters that are not of the basic alphabet are passed over.
pub(super) fn sounds(word: &str) -> Sounds {
    let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut sounds = Sounds::new();
    let mut rest = word.as_str();
    while let Some(letter) = rest.chars().next() {
        let before = word.get(..word.len() - rest.len()).unwrap_or_default();
        let fits = |(spelling, place, _): &&(&str, Place, _)| {
            let after = rest.strip_prefix(spelling);
            after.is_some_and(|after| place.holds(&word, before, after))
        };
        if let Some((spelling, _, readings)) = SPELLINGS.iter().find(fits) {
            sounds.push(readings);
            rest = rest.get(spelling.len()..).unwrap_or_default();
        } else {
            rest = rest.get(1..).unwrap_or_default();
            sounds.push(single(letter, &word, before, rest));
        }
    }
    sounds
}

/// An abbreviation as its letters are called, `सीबीआई`: for short words that cannot well be spoken otherwise.
pub(super) fn spelt(word: &str) -> Option<String> {
    const NAMES: [&str; 26] = [
        "e", "bi", "si", "di", "i", "efa", "ji", "eca", "ai", "je", "ke", "ela", "ema", "ena", "o", "pi", "kyu", "Ara",
        "esa", "ti", "yu", "vi", "dablyu", "eksa", "vai", "jeda",
    ];
    let is_vowel = |at: usize| word.chars().nth(at).is_some_and(|letter| !is_consonant(letter));
    let unspeakable = match word.len() {
        2..=6 if word.chars().all(is_consonant) => true,
        3 => is_vowel(0) == is_vowel(1) || (is_vowel(0) && !is_vowel(2)),
        4 => !is_vowel(1) && !is_vowel(2) && is_vowel(0) != is_vowel(3),
        _ => false,
    };
    let letters = || {
        word.bytes()
            .map(|letter| NAMES.get(usize::from(letter.wrapping_sub(b'a'))).copied())
    };
    if unspeakable { letters().collect() } else { None }
}

impl Place {
    /// True in the word between these two pieces of it.
    fn holds(self, word: &str, before: &str, after: &str) -> bool {
        let (next, second) = (after.chars().next(), after.chars().nth(1));
        let closed = next.is_some_and(is_consonant);
        match self {
            Self::Anywhere => true,
            Self::InLong => word.len() >= LONG,
            Self::OpenInLong => word.len() >= LONG && !closed,
            Self::EndOfLong => word.len() >= LONG && after.is_empty(),
            Self::ClosedInLong => word.len() >= LONG && closed,
            Self::Start => before.is_empty(),
            Self::StartClosed => before.is_empty() && closed,
            Self::End => after.is_empty(),
            Self::BeforeConsonant => closed,
            Self::BeforeVowel => !closed && next.is_some(),
            Self::Closed => closed || after.is_empty(),
            Self::BeforeFront => matches!(next, Some('e' | 'i' | 'y')),
            Self::BeforeNasal => {
                matches!(next, Some('m' | 'n')) && second.is_some_and(is_consonant) && !before.is_empty()
            }
            Self::BeforeGlide => {
                let glide = matches!(next, Some('w' | 'v' | 'y')) && second.is_some_and(|it| !is_consonant(it));
                glide && syllables(before) > 0
            }
            Self::BeforeSilent => closed && second == Some('e') && after.len() == 2,
        }
    }
}

/// A letter that no longer spelling takes.
fn single(letter: char, word: &str, before: &str, after: &str) -> &'static [&'static str] {
    let last = after.is_empty();
    let behind_consonant = before.ends_with(is_consonant);
    match letter {
        // A final `a` is long, but some write the short one that Hindi drops: `Karnataka`, `Ashoka`.
        'a' if last && is_light_end(before) => &["A", "a"],
        'a' if last => &["A"],
        // Silent in English, spoken in Indian names.
        'e' if last && behind_consonant && syllables(before) > 0 => &["e", ""],
        // In long words English and old spellings have them for one another: `Geneva`, `Mohammed`.
        'e' if is_long(word) && !last => &["e", "i"],
        'o' if is_long(word) && !last => &["o", "u"],
        'i' if word.len() >= LONG && after.starts_with(is_consonant) => &["i", "ai"],
        // After a consonant it only breathes.
        'h' if behind_consonant => &[""],
        other => itself(other),
    }
}

/// True before a final `a` that may be the short one: in a word of three syllables, and in names such as `Shiva`.
fn is_light_end(before: &str) -> bool {
    syllables(before) > 1 || before.ends_with('v')
}

fn is_long(word: &str) -> bool {
    word.len() >= LONG || syllables(word) > 2
}

/// Groups of vowels.
fn syllables(letters: &str) -> usize {
    letters.split(is_consonant).filter(|vowels| !vowels.is_empty()).count()
}

fn is_consonant(letter: char) -> bool {
    letter.is_ascii_alphabetic() && !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// A letter or digit that stands for itself.
pub(super) fn itself(letter: char) -> &'static [&'static str] {
    const ITSELF: [[&str; 1]; 36] = [
        ["a"],
        ["b"],
        ["c"],
        ["d"],
        ["e"],
        ["f"],
        ["g"],
        ["h"],
        ["i"],
        ["j"],
        ["k"],
        ["l"],
        ["m"],
        ["n"],
        ["o"],
        ["p"],
        ["q"],
        ["r"],
        ["s"],
        ["t"],
        ["u"],
        ["v"],
        ["w"],
        ["x"],
        ["y"],
        ["z"],
        ["0"],
        ["1"],
        ["2"],
        ["3"],
        ["4"],
        ["5"],
        ["6"],
        ["7"],
        ["8"],
        ["9"],
    ];
    let is = |it: &&[&str; 1]| it.concat().starts_with(letter);
    ITSELF.iter().find(is).map_or(&[""], |it| it.as_slice())
}
