//! The context: what each word of the document means.

use serde_json::{Map, Value, json};

/// Words of schema.org for kinds of things, and for texts, numbers and nodes.
const SCHEMA: &str = "AdministrativeArea City Corporation Country CreativeWork Dataset DefinedTerm Event GeoCoordinates \
    GovernmentOrganization NewsArticle NewsMediaOrganization Organization Person Place Role State alternateName creditText \
    dateModified datePublished endDate geo identifier inLanguage latitude longitude roleName startDate temporalCoverage \
    version";
/// Words of schema.org that lead to other things.
const SCHEMA_LINKS: &str = "about areaServed attendee containedInPlace eventAttendanceMode eventStatus inDefinedTermSet \
    license location locationCreated memberOf organizer parentOrganization performer publisher sameAs spatialCoverage \
    superEvent url";
/// Words of schema.org for texts by language.
const SCHEMA_TEXTS: &str = "description honorificPrefix name";
/// Words of our own for kinds of things, and for words, numbers and nodes.
const OWN: &str = "Figure Group Mention Outcome Plan Policy Position Statement asOf certainty channel comparator due evidence \
    field figure format hasPosition kind line mention modality observed outcome period published quoteSha256 reference \
    related relation role source statement status textLength textSha256 unit value when";
/// Words of our own that lead to other things.
const OWN_LINKS: &str = "capital concerns decidedBy exOfficio expectedParticipant formerly inPosition inState \
    invitedParticipant onBehalfOf ofPolicy possibleParticipant responsible saidFor speaker";
/// Words of our own for texts by language.
const OWN_TEXTS: &str = "measure note remark";
/// Prefixes for the names of records, and of positions.
const PREFIXES: &str = "article meeting official organisation place policy position state topic";

/// The context of a document whose names begin with `base`: `urn:sabha:` makes `urn:sabha:meeting:slug`, and
/// `https://sabha.example/` makes `https://sabha.example/meeting/slug`.
pub(super) fn context(base: &str) -> Value {
    let mut words = Map::new();
    let mut add = |word: &str, meaning: Value| words.insert(word.to_owned(), meaning);
    add("@version", json!(1.1));
    add("schema", json!("https://schema.org/"));
    add("sabha", json!("urn:sabha:vocabulary:"));
    add("oa", json!("http://www.w3.org/ns/oa#"));
    add("skos", json!("http://www.w3.org/2004/02/skos/core#"));
    add("xsd", json!("http://www.w3.org/2001/XMLSchema#"));
    let end = if base.ends_with('/') { '/' } else { ':' };
    for word in PREFIXES.split(' ') {
        add(word, json!(format!("{base}{word}{end}")));
    }
    for (vocabulary, plain, links, texts) in [
        ("schema", SCHEMA, SCHEMA_LINKS, SCHEMA_TEXTS),
        ("sabha", OWN, OWN_LINKS, OWN_TEXTS),
    ] {
        for word in plain.split(' ') {
            add(word, json!(format!("{vocabulary}:{word}")));
        }
        for word in links.split(' ') {
            add(word, json!({ "@id": format!("{vocabulary}:{word}"), "@type": "@id" }));
        }
        for word in texts.split(' ') {
            add(
                word,
                json!({ "@id": format!("{vocabulary}:{word}"), "@container": "@language" }),
            );
        }
    }
    add("broader", json!({ "@id": "skos:broader", "@type": "@id" }));
    add(
        "edtf",
        json!({ "@id": "sabha:edtf", "@type": "https://www.loc.gov/standards/datetime/" }),
    );
    for word in ["earliest", "latest"] {
        add(word, json!({ "@id": format!("sabha:{word}"), "@type": "xsd:date" }));
    }
    Value::Object(words)
}
