//! The sounds of a word in Devanagari.
//!
//! The script writes every sound but does not tell whether an inherent `a` is spoken. [`super::key`] drops most of them;
//! where it matters, both ways are given.

use super::Sounds;

const VIRAMA: char = '\u{94d}';
const NUKTA: char = '\u{93c}';
const ANUSVARA: char = '\u{902}';
const CANDRABINDU: char = '\u{901}';

/// A letter or sign of the script.
pub(super) fn is_letter(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{963}' | '\u{970}'..='\u{97f}')
}

/// The sounds of a composed word in lower case.
pub(super) fn sounds(word: &str) -> Sounds {
    // Composition leaves the nukta by itself, as Unicode excludes its letters from it.
    let letters: Vec<char> = word.chars().collect();
    let at = |place: usize| letters.get(place).copied();
    let mut sounds = Sounds::new();
    let mut place = 0;
    while let Some(letter) = at(place) {
        let dotted = at(place + 1) == Some(NUKTA);
        let next = place + if dotted { 2 } else { 1 };
        let before = place.checked_sub(1).and_then(at);
        place = next;
        if let Some(sound) = consonant(letter, dotted) {
            // ज्ञ is spoken `gya`, in the west `dnya`; some write it as it was, `jna`.
            if letter == 'ज' && at(next) == Some(VIRAMA) && at(next + 1) == Some('ञ') {
                sounds.push(&["gy", "jn", "gn"]);
                place = next + 2;
            } else {
                sounds.push(spoken(letter, dotted, sound, before, at(next)));
            }
            match at(place) {
                Some(VIRAMA) => place += 1,
                Some(sign) if is_matra(sign) => {}
                follower => sounds.push(inherent(&letters, place, follower)),
            }
        } else if matches!(letter, ANUSVARA | CANDRABINDU) {
            nasal(&mut sounds, letter, at(next), &mut place);
        } else if let Some(sound) = vowel(letter) {
            // `राठौड़` is also `Rathore`, but `पौड़ी` not `Puri`; older print has `कालेज`, but `बॉल` is not `बाल`.
            sounds.push(match letter {
                'ौ' if sounds.len() > 1 => &["au", "o"],
                'ॉ' | 'ऑ' if letters.len() > 3 => &["o", "A"],
                _ => sound,
            });
        } else if letter.is_ascii_alphanumeric() {
            sounds.push(super::latin::itself(letter));
        }
    }
    sounds
}

/// A consonant's sound: [`super::key`] lists them. Of `च` and `छ` papers do not agree how to write them.
fn consonant(letter: char, dotted: bool) -> Option<&'static [&'static str]> {
    Some(match (letter, dotted) {
        ('क', _) => &["k"],
        ('ख', false) => &["q"],
        ('ख', true) => &["q", "k"],
        ('ग', _) => &["g"],
        ('घ', _) => &["G"],
        ('च' | 'छ', _) => &["c"],
        ('ज', _) => &["j"],
        ('झ', false) => &["J"],
        ('झ', true) => &["j", "J"],
        ('ट' | 'त', _) => &["t"],
        ('ठ' | 'थ', _) => &["T"],
        ('द' | 'ड', false) => &["d"],
        ('ध' | 'ढ', false) => &["D"],
        ('ड', true) => &["r", "d"],
        ('ढ', true) => &["r", "D"],
        ('ङ' | 'ञ' | 'ण' | 'न' | 'ऩ', _) => &["n"],
        ('प', _) => &["p"],
        ('फ', _) => &["f"],
        ('ब', _) => &["b"],
        ('भ', _) => &["w"],
        ('म', _) => &["m"],
        ('य', _) => &["y"],
        ('र' | 'ऱ', _) => &["r"],
        ('ल' | 'ळ' | 'ऴ', _) => &["l"],
        ('व', _) => &["v"],
        ('श' | 'ष', _) => &["S"],
        ('स', _) => &["s"],
        ('ह', _) => &["h"],
        _ => return None,
    })
}

/// A consonant where it stands: `ह` after a consonant is not heard; papers leave the dot of `ड़` and `ढ़` out.
fn spoken(
    letter: char,
    dotted: bool,
    sound: &'static [&'static str],
    before: Option<char>,
    after: Option<char>,
) -> &'static [&'static str] {
    // `नयी` and `नई`, `गये` and `गए` are the same.
    if letter == 'य' && before.is_some() && before != Some(VIRAMA) && matches!(after, Some('े' | 'ी' | 'ि')) {
        return &["y", ""];
    }
    let flapped = matches!(letter, 'ड' | 'ढ') && !dotted;
    let bare = |neighbour: Option<char>| !matches!(neighbour, Some(VIRAMA | ANUSVARA | CANDRABINDU));
    if letter == 'ह' && before == Some(VIRAMA) {
        &[""]
    } else if flapped && before.is_some() && bare(before) && bare(after) {
        if letter == 'ड' { &["d", "r"] } else { &["D", "r"] }
    } else {
        sound
    }
}

/// A vowel's sign, which takes the place of the `a` that a consonant holds.
fn is_matra(letter: char) -> bool {
    matches!(letter, '\u{93e}'..='\u{94c}' | '\u{93a}' | '\u{93b}' | '\u{94e}' | '\u{94f}' | '\u{955}'..='\u{957}' | '\u{962}' | '\u{963}')
}

fn vowel(letter: char) -> Option<&'static [&'static str]> {
    Some(match letter {
        'अ' => &["a"],
        'आ' | 'ा' => &["A"],
        'इ' | 'ई' | 'ि' | 'ी' => &["i"],
        'उ' | 'ऊ' | 'ु' | 'ू' => &["u"],
        'ऋ' | 'ॠ' | 'ृ' | 'ॄ' => &["ri"],
        'ए' | 'े' | 'ऍ' | 'ऎ' | 'ॅ' | 'ॆ' => &["e"],
        'ऐ' => &["ai"],
        // Words from English have it for their short a: `बैंक`; names also where others write `े`: `कुरैशी`.
        'ै' => &["ai", "a", "e"],
        'ओ' | 'ो' | 'ऒ' | 'ॊ' => &["o"],
        'ऑ' | 'ॉ' => &["o"],
        'औ' | 'ौ' => &["au"],
        _ => return None,
    })
}

/// The `a` that is not written: spoken or not.
fn inherent(letters: &[char], place: usize, follower: Option<char>) -> &'static [&'static str] {
    let at = |place: usize| letters.get(place).copied();
    match follower {
        // At the end it is heard, and written in Latin, behind some clusters: `कृष्ण`, `मिश्र`, but not `दुर्ग`.
        None => {
            let joined = place.checked_sub(2).and_then(at) == Some(VIRAMA);
            let (last, first) = (place.checked_sub(1).and_then(at), place.checked_sub(3).and_then(at));
            let sonorant = |letter: Option<char>| matches!(letter, Some('य' | 'र' | 'ल' | 'व' | 'म' | 'न' | 'ण'));
            if joined && (sonorant(last) || !sonorant(first)) {
                &["a", "A"]
            } else {
                &["a"]
            }
        }
        // Between two syllables it is dropped, and then no vowel with य or व: `राजवाड़ा`, but `भवन`.
        Some('य' | 'व') if at(place + 1).is_some() && preceded(letters, place) => &["a", ""],
        // `अंतरराष्ट्रीय` is also printed `अंतर्राष्ट्रीय`.
        Some('र') if place.checked_sub(1).and_then(at) == Some('र') => &["a", ""],
        _ => &["a"],
    }
}

/// True when a vowel was heard before the consonant that ends before `place`.
fn preceded(letters: &[char], place: usize) -> bool {
    letters
        .iter()
        .take(place.saturating_sub(1))
        .any(|letter| vowel(*letter).is_some() || consonant(*letter, false).is_some())
}

/// `ं` and `ँ`: a nasal of the next consonant's place. Before `व` the vowel takes it: `गांव` is spoken `gaon`.
fn nasal(sounds: &mut Sounds, letter: char, next: Option<char>, place: &mut usize) {
    match next {
        Some('व') => {
            sounds.push(&["vn", "nv"]);
            *place += 1;
        }
        Some('ह') => {
            sounds.push(&["nG", "nh"]);
            *place += 1;
        }
        _ if letter == CANDRABINDU => sounds.push(&["n", ""]),
        _ => sounds.push(&["n"]),
    }
}
