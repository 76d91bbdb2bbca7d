//! Printed names and titles, and the records that are meant by them.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use serde_json::{Value, json};
use tests::{Kind, Server, records::on_each};

const RESOLVE: &str = "query ($text: String!, $on: Date, $kinds: [RecordKind!], $language: LanguageTag, $first: Int) {
    resolve(text: $text, on: $on, kinds: $kinds, language: $language, first: $first) {
        score reasons record { __typename slug }
    }
}";

/// Phrases as the five articles print them, or as a reader may write them, with the record that is meant.
const PHRASES: &[(&str, &str)] = &[
    ("मुख्यमंत्री साय", "vishnu-deo-sai"),
    ("CM साय", "vishnu-deo-sai"),
    ("सीएम विष्णुदेव साय", "vishnu-deo-sai"),
    ("मुख्यमंत्री विष्णु देव साय", "vishnu-deo-sai"),
    ("Chief Minister Sai", "vishnu-deo-sai"),
    ("Chief Minister of Chhattisgarh", "vishnu-deo-sai"),
    ("the collector of Durg", "sarveshwar-narendra-bhure"),
    ("कलेक्टर डॉ. सर्वेश्वर नरेन्द्र भुरे", "sarveshwar-narendra-bhure"),
    ("कलेक्टर भुरे", "sarveshwar-narendra-bhure"),
    ("दुर्ग कलेक्टर", "sarveshwar-narendra-bhure"),
    ("अतिरिक्त संचालक आलोक कुमार त्रिवेदी", "alok-kumar-trivedi"),
    ("अतिरिक्त संचालक त्रिवेदी", "alok-kumar-trivedi"),
    ("राज्य प्रभारी श्रीमती अनिमा पाण्डेय", "anima-pandey"),
    ("राज्य प्रभारी पाण्डेय", "anima-pandey"),
    ("वरिष्ठ अधिकारी युजी", "endo-yuji"),
    ("वरिष्ठ अधिकारी हारुनोबू", "hara-harunobu"),
    ("वरिष्ठ अधिकारी काज़ुया", "nakajo-kazuya"),
    ("सीईओ सुश्री कायो इतो", "kayo-ito"),
    ("NTT CEO Ito", "kayo-ito"),
    ("सीईओ इतो", "kayo-ito"),
    ("श्री एम. बारा डीडीएम, दुर्ग", "m-bara"),
    ("डीडीएम बारा", "m-bara"),
    ("सीईओ प्रशांत माथुर", "prashant-mathur"),
    ("सीईओ माथुर", "prashant-mathur"),
    ("मुख्य सचिव प्रत्यय अमृत", "pratyay-amrit"),
    ("मुख्य सचिव अमृत", "pratyay-amrit"),
    ("CS Pratyay Amrit", "pratyay-amrit"),
    ("Chief Secretary of Bihar", "pratyay-amrit"),
    ("निदेशक राजीव एस.", "rajeev-s"),
    ("निदेशक प्रो. राजीव प्रकाश", "rajiv-prakash"),
    ("निदेशक प्रकाश", "rajiv-prakash"),
    ("director of IIT Bhilai", "rajiv-prakash"),
    ("जीएम खंडेलवाल", "ram-khandelwal"),
    ("उपसंचालक राजपुत", "s-s-rajput"),
    ("उपसंचालक श्री सुरेश ठाकुर", "suresh-thakur"),
    ("उपसंचालक ठाकुर", "suresh-thakur"),
    ("डॉ. संपत कुमार संयुक्त महानिदेशक", "sampat-kumar"),
    ("संयुक्त महानिदेशक कुमार", "sampat-kumar"),
    ("डीन बिस्वास", "santosh-biswas"),
    ("राजदूत सिबी जॉर्ज", "sibi-george"),
    ("राजदूत जॉर्ज", "sibi-george"),
    ("Ambassador George", "sibi-george"),
    ("आयुक्त अग्रवाल", "sumit-agrawal"),
    ("आयुक्त नगर निगम दुर्ग", "sumit-agrawal"),
    ("सीटीओ द्विवेदी", "vishnu-vaibhav-dwivedi"),
    ("प्रबंध संचालक विश्वेश कुमार", "vishwesh-kumar"),
    ("प्रबंध संचालक कुमार", "vishwesh-kumar"),
    ("श्री अभिजीत मुखर्जी", "abhijit-mukherjee"),
    ("Abhijeet Mukherji", "abhijit-mukherjee"),
    ("Shri Kaushik Bhattacharjee", "kaushik-bhattacharya"),
    ("अजित भटपहरी", "ajit-bhatpahari"),
    ("Kapil Kushwah", "kapil-kushwaha"),
    ("Khandelwad", "ram-khandelwal"),
    ("जेट्रो", "jetro"),
    ("उद्योग संचालनालय", "directorate-of-industries-chhattisgarh"),
    ("उद्योग विभाग", "department-of-industries-bihar"),
];

fn ask(server: &Server, text: &str, more: &Value) -> Vec<Value> {
    let mut variables = json!({ "text": text });
    for (name, value) in more.as_object().into_iter().flatten() {
        variables[name] = value.clone();
    }
    server.data(RESOLVE, &variables)["resolve"].as_array().unwrap().clone()
}

fn slug(found: &Value) -> &str {
    found["record"]["slug"].as_str().unwrap()
}

fn score(found: &Value) -> f64 {
    found["score"].as_f64().unwrap()
}

#[test]
fn each_phrase_leads_to_the_record_that_is_meant() {
    on_each(|server| {
        let mut wrong = Vec::new();
        for (text, expected) in PHRASES {
            let found = ask(server, text, &json!({}));
            let first = found.first().map(|it| (slug(it), score(it)));
            let next = found.get(1).map(score).unwrap_or_default();
            if !first.is_some_and(|(slug, score)| slug == *expected && score > next) {
                wrong.push(format!("{text}: {found:#?}"));
            }
        }
        assert!(
            wrong.is_empty(),
            "{} of {}: {}",
            wrong.len(),
            PHRASES.len(),
            wrong.join("\n")
        );
    });
}

/// Every official whom the sources show in a post is found by it with the last name, in either language.
#[test]
fn every_holder_of_a_post_is_found_by_title_and_last_name() {
    const HOLDERS: &str = "query ($language: LanguageTag) { officials(first: 100) { nodes {
        slug name(language: $language) appointments { position { title(language: $language) } }
    } } }";
    on_each(|server| {
        let mut asked = 0;
        for language in ["en", "hi"] {
            let holders = server.data(HOLDERS, &json!({ "language": language }));
            for official in holders["officials"]["nodes"].as_array().unwrap() {
                let last = official["name"].as_str().unwrap().rsplit(' ').next().unwrap();
                for appointment in official["appointments"].as_array().unwrap() {
                    let text = format!("{} {last}", appointment["position"]["title"].as_str().unwrap());
                    let found = ask(server, &text, &json!({ "kinds": ["OFFICIAL"] }));
                    let first = found.first().map(slug);
                    assert_eq!(first, official["slug"].as_str(), "{text}: {found:#?}");
                    asked += 1;
                }
            }
        }
        assert!(asked >= 40, "{asked}");
    });
}

#[test]
fn a_question_costs_the_same_whatever_it_finds() {
    for kind in Kind::all() {
        let server = Server::forgetful(kind);
        let cost = |text: &str, first: i32| {
            let variables = json!({ "text": text, "first": first, "kinds": ["OFFICIAL"] });
            let (statements, answer) = server.statements(|server| server.ask_with(RESOLVE, &variables));
            (statements, answer.json()["data"]["resolve"].as_array().unwrap().len())
        };
        // Seven for what is meant, two for the records that are answered.
        assert_eq!(cost("Kumar", 1), (9, 1));
        let (statements, found) = cost("Kumar", 100);
        assert!(statements == 9 && found >= 3, "{statements} {found}");
        assert_eq!(cost("the collector of Durg", 5), (9, 1));
    }
}
