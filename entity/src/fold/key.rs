//! From the sounds of a word to its key.
//!
//! Sounds are letters: consonants `k q g G c j J t T d D n p f b w m r l s S h` (`q G J T D f w` are the aspirates of
//! `k g j t d p b`, that of `c` is not told apart, `S` is `sh`), half-vowels `y v`, vowels `a A i e u o` of which `A` is the long one.
//!
//! In the key `i y` are one sound and `u v` another; `a` is gone but in the first syllable and at the end; `x` is what
//! it makes with `i` and `e`, `z` with `u` and `o`; `v` stands for `T`, `y` for `D`, `ś` for `S`, `ġ` for `G`, `ĵ` for `J`.

/// What skeletons begin with, and keys never hold.
const SKELETON: char = 'ø';

/// The vowels of keys.
pub(super) const VOWELS: [char; 7] = ['a', 'i', 'e', 'x', 'u', 'o', 'z'];

fn is_vowel(sound: char) -> bool {
    VOWELS.contains(&sound) || sound == 'A'
}

/// The key of a word's sounds; digits stay as they are.
pub(super) fn key(sounds: &str) -> String {
    let sounds = single(sounds);
    let mut key = String::with_capacity(sounds.len());
    let mut rest = sounds.iter().copied().peekable();
    while let Some(sound) = rest.next() {
        let sound = match sound {
            'a' | 'A' => {
                let mut last = sound;
                while let Some(more) = rest.next_if(|it| matches!(it, 'a' | 'A')) {
                    last = more;
                }
                match rest.peek() {
                    Some('i' | 'e') => {
                        rest.next();
                        Some('x')
                    }
                    Some('u' | 'o') => {
                        rest.next();
                        Some('z')
                    }
                    Some(_) => in_first_syllable(&key).then_some('a'),
                    None => (key.is_empty() || last == 'A').then_some('a'),
                }
            }
            'T' => Some('v'),
            'D' => Some('y'),
            'S' => Some('ś'),
            'G' => Some('ġ'),
            'J' => Some('ĵ'),
            other => Some(other),
        };
        let Some(sound) = sound else { continue };
        if !absorbed(key.chars().last(), sound) {
            key.push(sound);
        }
    }
    assimilated(&key)
}

/// The first vowel of a word is always written, so it tells words apart: `gram`, `garam`.
fn in_first_syllable(key: &str) -> bool {
    key.chars().count() < 2 && !key.contains(VOWELS)
}

/// Vowels that run together: `Pandey` and `पाण्डेय` end alike.
fn absorbed(before: Option<char>, sound: char) -> bool {
    matches!(
        (before, sound),
        (Some('i' | 'e' | 'x'), 'i') | (Some('u' | 'o' | 'z'), 'u')
    )
}

/// Half-vowels and vowels of the same place as one, and a doubled consonant once: papers do not agree on them.
fn single(sounds: &str) -> Vec<char> {
    let mut single: Vec<char> = Vec::with_capacity(sounds.len());
    for sound in sounds.chars() {
        let sound = match sound {
            'y' => 'i',
            'v' => 'u',
            other => other,
        };
        let doubled = match (single.last(), sound) {
            // An aspirate doubles as its plain sound and itself: `मक्खन`.
            (Some('k'), 'q')
            | (Some('g'), 'x')
            | (Some('j'), 'z')
            | (Some('t'), 'T')
            | (Some('d'), 'D')
            | (Some('b'), 'w') => {
                single.pop();
                false
            }
            (Some(before), sound) => *before == sound && !matches!(sound, 'a' | 'A') && !sound.is_ascii_digit(),
            (None, _) => false,
        };
        if !doubled {
            single.push(sound);
        }
    }
    single
}

/// `n` before a sound of the lips is `m`.
fn assimilated(key: &str) -> String {
    let next = key.chars().skip(1).map(Some).chain([None]);
    let heard = |(sound, next)| match (sound, next) {
        ('n', Some('p' | 'f' | 'b' | 'w')) => 'm',
        (sound, _) => sound,
    };
    key.chars().zip(next).map(heard).collect()
}

/// What is left of a long word without its vowels, which are written in many ways: its consonants, whether a vowel parts
/// the first two, and its last vowel; of a longer word, without its breaths too. Few long words share all these. `None`
/// for a short word for a number, and in other scripts.
pub(super) fn skeleton(key: &str) -> Option<String> {
    const MANY: usize = 4;
    let consonants: Vec<char> = key.chars().filter(|sound| !is_vowel(*sound)).collect();
    let heard = |sound: char| {
        if consonants.len() > MANY {
            breathless(sound)
        } else {
            sound
        }
    };
    let parted = key.chars().nth(1).filter(|sound| is_vowel(*sound)).map(|_| 'a');
    let last = key.chars().last().filter(|sound| is_vowel(*sound));
    let (first, others) = consonants.split_first()?;
    let sounds = [SKELETON, heard(*first)]
        .into_iter()
        .chain(parted)
        .chain(others.iter().copied().map(heard))
        .chain(last);
    let is_word = key
        .chars()
        .all(|sound| sound.is_ascii_lowercase() || matches!(sound, 'ś' | 'ġ' | 'ĵ'));
    (is_word && consonants.len() >= MANY).then(|| sounds.collect())
}

/// True for what [`skeleton`] gives.
pub(super) fn is_skeleton(key: &str) -> bool {
    key.starts_with(SKELETON)
}

fn breathless(sound: char) -> char {
    match sound {
        'q' => 'k',
        'ġ' => 'g',
        'ĵ' => 'j',
        'v' => 't',
        'y' => 'd',
        'w' => 'b',
        'ś' => 's',
        other => other,
    }
}
