//! What counts as which change.

use entity::change::ChangeAction;
use serde_json::{Value, json};

use super::sample::{lock, meeting, organisation, place, put, read, sample};
use crate::curated::Curated;
use crate::difference::{RecordChange, dataset_differences, differences};
use crate::meeting::Participation;

const MEETING: &str = "export-meeting-2022";

/// Path, before and after of each field of the only change.
fn only(before: &Curated, after: &Curated) -> Vec<(String, Value, Value)> {
    let mut changes = differences(before, after);
    assert_eq!(changes.len(), 1, "{changes:#?}");
    let change = changes.remove(0);
    let fields = change.fields.into_iter();
    fields
        .map(|it| (it.path, it.before.unwrap_or_default(), it.after.unwrap_or_default()))
        .collect()
}

fn paths(change: &RecordChange) -> Vec<&str> {
    change.fields.iter().map(|field| field.path.as_str()).collect()
}

#[test]
fn nothing_changes_between_a_dataset_and_itself() {
    assert_eq!(differences(&sample(), &sample()), []);
}

#[test]
fn one_word_is_one_change_at_its_path() {
    let (before, mut after) = (sample(), sample());
    let meeting = meeting(&mut after, MEETING);
    meeting.when.edtf = "2022-05-17".to_owned();
    meeting.participations[0].roles.pop();
    meeting.outcomes[0].due.as_mut().unwrap().edtf = "2022-09".to_owned();
    meeting.policies[1].note = None;
    meeting.statements[0].evidence[0].field = Some("text".to_owned());
    let (en, hi) = ("By its outcome.", "परिणाम से।");
    assert_eq!(
        only(&before, &after),
        [
            ("when.edtf".to_owned(), json!("2022-05~"), json!("2022-05-17")),
            (
                "participations[a-verma].roles".to_owned(),
                json!(["chair", "speaker"]),
                json!(["chair"])
            ),
            (
                "policies[advances:export-plan].note".to_owned(),
                json!({"en": en, "hi": hi}),
                Value::Null
            ),
            (
                "outcomes[plan-it].due.edtf".to_owned(),
                json!("2022-08"),
                json!("2022-09")
            ),
            (
                "statements[growth].evidence[export-2022@700-750:text]".to_owned(),
                Value::Null,
                evidence(("export-2022@700-750", 8), "text"),
            ),
            (
                "statements[growth].evidence[export-2022@700-750]".to_owned(),
                {
                    let mut item = evidence(("export-2022@700-750", 8), "");
                    item.as_object_mut().unwrap().shift_remove("field");
                    item
                },
                Value::Null,
            ),
        ]
    );
}

fn evidence((at, line): (&str, u32), field: &str) -> Value {
    json!({"at": at, "field": field, "line": line, "quote_sha256": super::sample::digest(at)})
}

#[test]
fn an_item_put_into_a_list_is_one_change() {
    let (before, mut after) = (sample(), sample());
    let guest: Participation = read("{roles: [special_guest], official: b-rao}");
    meeting(&mut after, MEETING).participations.insert(1, guest);
    assert_eq!(
        only(&before, &after),
        [(
            "participations[b-rao]".to_owned(),
            Value::Null,
            json!({"roles": ["special_guest"], "official": "b-rao"})
        )]
    );
    assert_eq!(only(&after, &before)[0].0, "participations[b-rao]");
}

#[test]
fn items_that_change_places_are_one_change_of_order() {
    let (before, mut after) = (sample(), sample());
    meeting(&mut after, MEETING).participations.swap(0, 2);
    assert_eq!(
        only(&before, &after),
        [(
            "participations.order".to_owned(),
            json!(["a-verma", "rao-for-government", "state-government", "industrialists"]),
            json!(["state-government", "rao-for-government", "a-verma", "industrialists"]),
        )]
    );
}

#[test]
fn lists_of_slugs_change_whole_and_lists_of_things_by_item() {
    let (before, mut after) = (sample(), sample());
    let committee = organisation(&mut after, "export-committee");
    committee.aliases.remove(0);
    committee.positions[1].title = read("{en: Member, hi: समिति सदस्य}");
    committee.formerly.push("depc".to_owned());
    let fields = only(&before, &after);
    let paths: Vec<&str> = fields.iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(paths, ["formerly", "aliases[en:DEPC]", "positions[member].title.hi"]);
    assert_eq!((&fields[0].1, &fields[0].2), (&Value::Null, &json!(["depc"])));
}

#[test]
fn a_key_that_follows_from_who_took_part_says_nothing() {
    let (before, mut after) = (sample(), sample());
    meeting(&mut after, MEETING).participations[0].key = Some("a-verma".to_owned());
    assert_eq!(differences(&before, &after), []);
}

#[test]
fn a_new_record_is_told_field_by_field() {
    let mut after = sample();
    let before = sample();
    put(
        &mut after,
        read::<crate::place::Place>("{slug: korba, name: {en: Korba, hi: कोरबा}, kind: city, within: india}"),
    );
    let changes = differences(&before, &after);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].action, ChangeAction::Created);
    assert_eq!(paths(&changes[0]), ["slug", "name", "kind", "within"]);
    let back = differences(&after, &before);
    assert_eq!(back[0].action, ChangeAction::Deleted);
    assert_eq!(back[0].fields[2].before, Some(json!("city")));
    assert_eq!(back[0].fields[2].after, None);
}

#[test]
fn a_slug_that_leads_to_a_new_record_is_the_same_record_renamed() {
    let (before, mut after) = (sample(), sample());
    super::sample::rename_bhilai(&mut after);
    let changes = differences(&before, &after);
    assert_eq!(changes.len(), 2, "{changes:#?}");
    assert_eq!(changes[0].action, ChangeAction::Updated);
    assert_eq!(changes[0].key.slug, "bhilai-nagar");
    assert_eq!(changes[0].renamed_from.as_deref(), Some("bhilai"));
    assert_eq!(paths(&changes[0]), ["slug", "formerly"]);
    assert_eq!(paths(&changes[1]), ["place"]);
}

#[test]
fn a_slug_that_leads_to_an_old_record_is_merged() {
    let (before, mut after) = (sample(), sample());
    super::sample::merge_bhilai(&mut after);
    let changes = differences(&before, &after);
    let told: Vec<_> = changes.iter().map(|it| (it.action, it.key.slug.as_str())).collect();
    assert_eq!(
        told,
        [
            (ChangeAction::Updated, "durg"),
            (ChangeAction::Updated, MEETING),
            (ChangeAction::Merged, "bhilai"),
        ]
    );
    assert_eq!(changes[2].merged_into.as_ref().unwrap().slug, "durg");
}

#[test]
fn two_slugs_that_lead_to_a_new_record_are_both_merged() {
    let (before, mut after) = (sample(), sample());
    let mut both = place(&mut after, "bhilai").clone();
    both.slug = "durg-bhilai".to_owned();
    both.within = Some("india".to_owned());
    both.formerly = vec!["bhilai".to_owned(), "raipur".to_owned()];
    for slug in ["bhilai", "raipur"] {
        let key = crate::record::Record::from(place(&mut after, slug).clone()).key();
        after.records.remove(&key);
    }
    put(&mut after, both);
    let actions: Vec<_> = differences(&before, &after).iter().map(|it| it.action).collect();
    assert_eq!(
        actions,
        [ChangeAction::Created, ChangeAction::Merged, ChangeAction::Merged]
    );
}

#[test]
fn a_text_that_changed_shows_where_it_is_cited() {
    let (before, mut after) = (sample(), sample());
    lock(&mut after);
    let changed = super::sample::digest("another text");
    after.lock.articles.get_mut("talks-2023").unwrap().sha256 = changed.clone();
    let citation = after
        .lock
        .citations
        .keys()
        .find(|it| it.article == "talks-2023")
        .unwrap()
        .clone();
    after.lock.citations.get_mut(&citation).unwrap().line = 7;
    let changes = differences(&before, &after);
    assert_eq!(changes.len(), 2);
    assert_eq!(paths(&changes[0]), ["sha256"]);
    assert_eq!(
        paths(&changes[1]),
        ["participations[industrialists].evidence[talks-2023@10-20].line"]
    );
}

#[test]
fn the_description_of_the_dataset_is_told_apart_from_the_records() {
    let (before, mut after) = (sample(), sample());
    after.dataset.title = read("{en: Sample, hi: एक नमूना}");
    assert_eq!(differences(&before, &after), []);
    let fields = dataset_differences(&before.dataset, &after.dataset);
    assert_eq!(fields.len(), 1);
    assert_eq!(fields[0].path, "title.hi");
}
