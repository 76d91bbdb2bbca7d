//! States, places, topics, policies and articles as nodes.

use entity::RecordKind;
use entity::place::PlaceKind;
use serde_json::{Value, json};

use super::value::{Node, dates, evidence, id, ids, maybe, moment, put, put_all, put_certainty, wikidata};
use crate::article::Article;
use crate::lock::Lock;
use crate::place::Place;
use crate::policy::Policy;
use crate::state::State;
use crate::statement::Statement;
use crate::topic::Topic;

pub(super) fn state(it: &State) -> Node {
    let mut node = Node::new();
    put(&mut node, "@type", json!("State"));
    put(&mut node, "identifier", json!(it.code));
    put(&mut node, "containedInPlace", id(RecordKind::Place, &it.country));
    put(&mut node, "capital", maybe(RecordKind::Place, it.capital.as_deref()));
    put(&mut node, "sameAs", wikidata(it.wikidata.as_deref()));
    node
}

pub(super) fn place(it: &Place) -> Node {
    let mut node = Node::new();
    let of_schema = match it.kind {
        PlaceKind::Country => "Country",
        PlaceKind::Region | PlaceKind::District => "AdministrativeArea",
        PlaceKind::City => "City",
        PlaceKind::Locality | PlaceKind::Venue | PlaceKind::Site => "Place",
    };
    put(&mut node, "@type", json!(of_schema));
    put(&mut node, "kind", json!(it.kind));
    let larger = [
        maybe(RecordKind::Place, it.within.as_deref()),
        maybe(RecordKind::State, it.state.as_deref()),
    ];
    put_all(
        &mut node,
        "containedInPlace",
        larger.into_iter().filter(|it| !it.is_null()),
    );
    if let (Some(latitude), Some(longitude)) = (it.latitude, it.longitude) {
        let geo = json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude });
        put(&mut node, "geo", geo);
    }
    put(&mut node, "sameAs", wikidata(it.wikidata.as_deref()));
    node
}

pub(super) fn topic(it: &Topic) -> Node {
    let mut node = Node::new();
    put(&mut node, "@type", json!("DefinedTerm"));
    put(&mut node, "broader", maybe(RecordKind::Topic, it.broader.as_deref()));
    node
}

pub(super) fn policy(it: &Policy, lock: &Lock) -> Node {
    let mut node = Node::new();
    put(&mut node, "@type", json!(["CreativeWork", "Policy"]));
    put(&mut node, "kind", json!(it.kind));
    put(
        &mut node,
        "publisher",
        maybe(RecordKind::Organisation, it.issuer.as_deref()),
    );
    put(
        &mut node,
        "spatialCoverage",
        maybe(RecordKind::State, it.state.as_deref()),
    );
    if let Some((Some(first), last)) = it.period.as_ref().map(dates) {
        let text = last.map_or_else(|| first.to_owned(), |last| format!("{first}/{last}"));
        put(&mut node, "temporalCoverage", json!(text));
    }
    put(&mut node, "period", moment(it.period.as_ref()));
    put(&mut node, "description", json!(it.summary));
    put_all(&mut node, "about", ids(RecordKind::Topic, &it.topics));
    let related = it.related.iter().map(|it| {
        let mut node = Node::new();
        put(&mut node, "relation", json!(it.kind));
        put(&mut node, "ofPolicy", id(RecordKind::Policy, &it.policy));
        put_certainty(&mut node, it.certainty, it.note.as_ref());
        put_all(&mut node, "evidence", evidence(&it.evidence, lock));
        Value::Object(node)
    });
    put_all(&mut node, "related", related);
    node
}

pub(super) fn article(it: &Article, lock: &Lock) -> Node {
    let mut node = Node::new();
    put(&mut node, "@type", json!("NewsArticle"));
    put(&mut node, "inLanguage", json!(it.language));
    put(
        &mut node,
        "publisher",
        maybe(RecordKind::Organisation, it.publisher.as_deref()),
    );
    put(&mut node, "creditText", json!(it.byline));
    put(
        &mut node,
        "locationCreated",
        maybe(RecordKind::Place, it.dateline.as_deref()),
    );
    if let Some((Some(day), None)) = it.published.as_ref().map(dates) {
        put(&mut node, "datePublished", json!(day));
    }
    put(&mut node, "published", moment(it.published.as_ref()));
    put(&mut node, "url", json!(it.url));
    if let Some(locked) = lock.articles.get(&it.slug) {
        put(&mut node, "textSha256", json!(locked.sha256));
        put(&mut node, "textLength", json!(locked.length));
    }
    put_all(&mut node, "statement", statements(&it.statements, lock));
    node
}

/// What is said in a meeting or an article.
pub(super) fn statements<'a>(list: &'a [Statement], lock: &'a Lock) -> impl Iterator<Item = Value> + 'a {
    list.iter().map(|it| {
        let mut node = Node::new();
        put(&mut node, "@type", json!("Statement"));
        put(&mut node, "channel", json!(it.channel));
        put(&mut node, "modality", json!(it.modality));
        put(&mut node, "speaker", maybe(RecordKind::Official, it.speaker.as_deref()));
        put(
            &mut node,
            "saidFor",
            maybe(RecordKind::Organisation, it.organisation.as_deref()),
        );
        put(&mut node, "description", json!(it.text));
        put_all(&mut node, "about", ids(RecordKind::Topic, &it.topics));
        put_all(&mut node, "evidence", evidence(&it.evidence, lock));
        Value::Object(node)
    })
}
