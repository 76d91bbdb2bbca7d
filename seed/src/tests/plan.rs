//! How a plan reads.

use super::sample::{meeting, merge_bhilai, put, read, rename_bhilai, sample};
use crate::difference::{dataset_differences, differences};
use crate::plan::Plan;

fn plan(change: impl FnOnce(&mut crate::curated::Curated)) -> Plan {
    let (before, mut after) = (sample(), sample());
    change(&mut after);
    Plan {
        revision: 3,
        kept: before.records.len(),
        dataset: dataset_differences(&before.dataset, &after.dataset),
        records: differences(&before, &after),
    }
}

#[test]
fn a_plan_reads_like_a_diff() {
    let plan = plan(|after| {
        after.dataset.licence = "CC0-1.0".to_owned();
        put(
            after,
            read::<crate::place::Place>(
                "{slug: korba, name: {en: Korba}, aliases: [{text: कोरबा, language: hi, kind: common}], kind: city,
                  evidence: [{at: export-2022@20-60}, {at: export-2022@60-66, field: name}]}",
            ),
        );
        meeting(after, "export-week-2022").when.edtf = "2022-05-02/..".to_owned();
        merge_bhilai(after);
    });
    assert_eq!(
        plan.to_string(),
        r#"update the dataset's description
  - licence: CC-BY-4.0
  + licence: CC0-1.0
update place durg
  - formerly: ["drug","durg-city"]
  + formerly: ["drug","durg-city","bhilai"]
create place korba
  + slug: korba
  + name: {"en":"Korba"}
  + aliases[hi:कोरबा]: {"text":"कोरबा","language":"hi","kind":"common"}
  + kind: city
  + evidence[export-2022@20-60]: {"at":"export-2022@20-60"}
  + evidence[export-2022@60-66:name]: {"at":"export-2022@60-66","field":"name"}
update meeting export-meeting-2022
  - place: bhilai
  + place: durg
update meeting export-week-2022
  - when.edtf: 2022-05-01/..
  + when.edtf: 2022-05-02/..
merge place bhilai into durg
Revision 4: 1 to create, 3 to update, 1 to merge, 0 to delete."#
    );
}

#[test]
fn colours_are_for_those_who_ask() {
    let plan = plan(rename_bhilai);
    assert!(
        plan.to_string()
            .starts_with("update place bhilai-nagar, until now bhilai\n  - slug: bhilai\n")
    );
    let coloured = plan.shown(true).to_string();
    assert!(
        coloured
            .starts_with("\u{1b}[1mupdate place bhilai-nagar, until now bhilai\u{1b}[0m\n\u{1b}[31m  - slug: bhilai")
    );
}

#[test]
fn a_machine_reads_it_as_json() {
    let plan = plan(rename_bhilai);
    let json = serde_json::to_value(&plan).unwrap();
    assert_eq!(
        json["records"][0],
        serde_json::json!({
            "action": "updated",
            "kind": "place",
            "slug": "bhilai-nagar",
            "renamed_from": "bhilai",
            "fields": [
                {"path": "slug", "before": "bhilai", "after": "bhilai-nagar"},
                {"path": "formerly", "before": null, "after": ["bhilai"]},
            ],
        })
    );
}
