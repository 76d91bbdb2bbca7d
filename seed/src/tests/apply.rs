//! Applying a dataset: what is there afterwards, and what is not.

use std::collections::BTreeMap;

use entity::RecordKind;
use entity::change::ChangeAction;
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, QueryOrder, Statement};

use super::on_each;
use super::sample::{
    lock, meeting, merge_bhilai, official, organisation, put, read, rename_bhilai, sample, state, take,
};
use crate::apply::{Intent, apply, apply_as};
use crate::curated::Curated;
use crate::database::Error;
use crate::export::{export, export_at};
use crate::plan::plan;

async fn load(db: &DatabaseConnection, curated: &Curated) -> i64 {
    let revision = apply(db, curated, "seed", "Test").await.unwrap().revision;
    assert_eq!(&export(db).await.unwrap(), curated);
    revision
}

/// The integer keys of every record and part, by what a curator calls them.
async fn keys(db: &DatabaseConnection) -> BTreeMap<String, i64> {
    const SQL: &str = "
        SELECT kind || ' ' || slug AS name, id FROM record
        UNION ALL SELECT 'alias ' || text, id FROM alias
        UNION ALL SELECT 'position ' || key, id FROM position
        UNION ALL SELECT 'figure ' || key, id FROM figure
        UNION ALL SELECT 'appointment ' || official_id || ' ' || position_id, id FROM appointment
        UNION ALL SELECT 'relation ' || kind, id FROM policy_relation
        UNION ALL SELECT 'participation ' || meeting_id || ' ' || key, id FROM participation
        UNION ALL SELECT 'mention ' || relation, id FROM policy_mention
        UNION ALL SELECT 'outcome ' || key, id FROM outcome
        UNION ALL SELECT 'statement ' || key, id FROM statement";
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), SQL))
        .await
        .unwrap();
    let pair = |row: &sea_orm::QueryResult| (row.try_get("", "name").unwrap(), row.try_get("", "id").unwrap());
    rows.iter().map(pair).collect()
}

#[tokio::test]
async fn what_is_loaded_is_read_back_the_same_and_a_second_time_changes_nothing() {
    on_each(async |db| {
        let curated = sample();
        let applied = apply(&db, &curated, "seed", "First load").await.unwrap();
        assert_eq!((applied.revision, applied.is_new), (1, true));
        assert_eq!(applied.changes.len(), curated.records.len());
        assert_eq!(export(&db).await.unwrap(), curated);
        let again = apply(&db, &curated, "seed", "Again").await.unwrap();
        assert_eq!((again.revision, again.is_new), (1, false));
        assert_eq!(again.changes, []);
        let plan = plan(&db, &curated).await.unwrap();
        assert!(plan.is_empty());
        assert_eq!(
            plan.to_string(),
            "Nothing to change: the database holds this dataset at revision 1."
        );
    })
    .await;
}

#[tokio::test]
async fn a_first_load_gives_keys_in_the_order_of_kinds_and_slugs() {
    on_each(async |db| {
        load(&db, &sample()).await;
        let rows = entity::record::Entity::find()
            .order_by_asc(entity::record::Column::Id)
            .all(&db)
            .await
            .unwrap();
        let first: Vec<_> = rows.iter().take(4).map(|row| (row.id, row.slug.as_str())).collect();
        assert_eq!(first, [(1, "bihar"), (2, "chhattisgarh"), (3, "bhilai"), (4, "durg")]);
        let last = rows.last().unwrap();
        assert_eq!(
            (last.kind, last.slug.as_str()),
            (RecordKind::Meeting, "export-week-2022")
        );
        assert_eq!(last.id, i64::try_from(sample().records.len()).unwrap());
        assert_eq!(rows[1].sort_name, "chhattisgarh");
    })
    .await;
}

#[tokio::test]
async fn a_change_is_logged_by_field_and_touches_its_record_only() {
    on_each(async |db| {
        let mut curated = sample();
        load(&db, &curated).await;
        meeting(&mut curated, "export-meeting-2022").summary = read("{en: Officials met., hi: अफ़सर मिले।}");
        let planned = plan(&db, &curated).await.unwrap();
        assert_eq!(
            planned.to_string(),
            "update meeting export-meeting-2022\n  - summary.hi: अधिकारी मिले।\n  + summary.hi: अफ़सर मिले।\n\
             Revision 2: 0 to create, 1 to update, 0 to merge, 0 to delete."
        );
        assert_eq!(load(&db, &curated).await, 2);
        let rows = entity::record::Entity::find().all(&db).await.unwrap();
        let touched: Vec<_> = rows
            .iter()
            .filter(|row| row.revision == 2)
            .map(|row| row.slug.as_str())
            .collect();
        assert_eq!(touched, ["export-meeting-2022"]);
        let change = entity::change::Entity::find()
            .order_by_desc(entity::change::Column::Id)
            .one(&db)
            .await;
        let change = change.unwrap().unwrap();
        assert_eq!(
            (change.revision, change.ordinal, change.action),
            (2, 0, ChangeAction::Updated)
        );
        assert!(change.record_id.is_some());
        let fields = entity::field_change::Entity::find().order_by_desc(entity::field_change::Column::Id);
        let field = fields.one(&db).await.unwrap().unwrap();
        assert_eq!((field.change_id, field.path.as_str()), (change.id, "summary.hi"));
        assert_eq!(field.before.as_deref(), Some("\"अधिकारी मिले।\""));
        assert_eq!(field.after.as_deref(), Some("\"अफ़सर मिले।\""));
    })
    .await;
}

#[tokio::test]
async fn records_and_parts_keep_their_keys() {
    on_each(async |db| {
        let mut curated = sample();
        load(&db, &curated).await;
        let before = keys(&db).await;
        let meeting = meeting(&mut curated, "export-meeting-2022");
        meeting.participations.swap(0, 3);
        meeting.participations.remove(2);
        meeting
            .participations
            .insert(0, read("{roles: [attendee], official: b-rao}"));
        meeting.outcomes[0].text = read("{en: Other words., hi: अन्य शब्द।}");
        meeting.outcomes.swap(0, 1);
        meeting.policies.reverse();
        let committee = organisation(&mut curated, "export-committee");
        committee.positions.reverse();
        committee.aliases.reverse();
        official(&mut curated, "a-verma").appointments.reverse();
        load(&db, &curated).await;
        let mut after = keys(&db).await;
        let new: Vec<String> = after
            .keys()
            .filter(|name| !before.contains_key(*name))
            .cloned()
            .collect();
        assert_eq!(new.len(), 1);
        assert!(new[0].ends_with("b-rao"));
        after.remove(&new[0]);
        let gone: Vec<&String> = before.keys().filter(|name| !after.contains_key(*name)).collect();
        assert_eq!(gone.len(), 1);
        assert!(gone[0].ends_with("state-government"));
        assert!(after.iter().all(|(name, id)| before.get(name) == Some(id)));
    })
    .await;
}

#[tokio::test]
async fn a_renamed_record_keeps_its_key() {
    on_each(async |db| {
        let mut curated = sample();
        load(&db, &curated).await;
        let before = keys(&db).await;
        rename_bhilai(&mut curated);
        load(&db, &curated).await;
        assert_eq!(keys(&db).await["place bhilai-nagar"], before["place bhilai"]);
        let actions = entity::change::Entity::find().all(&db).await.unwrap();
        let of_2 = actions.iter().filter(|it| it.revision == 2).map(|it| it.action);
        assert_eq!(of_2.collect::<Vec<_>>(), [ChangeAction::Updated, ChangeAction::Updated]);
    })
    .await;
}

#[tokio::test]
async fn a_merged_record_leads_to_the_other() {
    on_each(async |db| {
        let mut curated = sample();
        load(&db, &curated).await;
        let durg = keys(&db).await["place durg"];
        merge_bhilai(&mut curated);
        load(&db, &curated).await;
        let rows = entity::change::Entity::find().all(&db).await.unwrap();
        let merged = rows.iter().find(|it| it.action == ChangeAction::Merged).unwrap();
        assert_eq!(merged.slug, "bhilai");
        assert_eq!((merged.record_id, merged.merged_into_id), (None, Some(durg)));
        let created = rows.iter().find(|it| it.slug == "bhilai" && it.revision == 1).unwrap();
        assert_eq!(created.record_id, None);
    })
    .await;
}

#[tokio::test]
async fn any_dataset_follows_any_other() {
    on_each(async |db| {
        let full = sample();
        let mut small = sample();
        for slug in ["export-meeting-2022", "export-week-2022"] {
            take(&mut small, RecordKind::Meeting, slug);
        }
        for slug in ["export-plan", "industry-policy"] {
            take(&mut small, RecordKind::Policy, slug);
        }
        take(&mut small, RecordKind::Official, "a-verma");
        take(&mut small, RecordKind::Organisation, "export-committee");
        // The codes of two states change places.
        state(&mut small, "bihar").code = "IN-CG".to_owned();
        state(&mut small, "chhattisgarh").code = "IN-BR".to_owned();
        lock(&mut small);
        for curated in [&full, &small, &full] {
            load(&db, curated).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_fails_changes_nothing() {
    on_each(async |db| {
        let good = sample();
        load(&db, &good).await;
        let mut in_use = sample();
        take(&mut in_use, RecordKind::Place, "raipur");
        put(
            &mut in_use,
            read::<crate::place::Place>("{slug: korba, name: {en: Korba}, kind: city}"),
        );
        let mut unknown = sample();
        meeting(&mut unknown, "export-meeting-2022").place = Some("nowhere".to_owned());
        let mut twice = sample();
        let first = meeting(&mut twice, "export-meeting-2022").outcomes[0].clone();
        meeting(&mut twice, "export-meeting-2022").outcomes.push(first);
        let mut retired = sample();
        organisation(&mut retired, "export-committee").positions.remove(0);
        official(&mut retired, "a-verma").wikidata = Some("Q1".to_owned());
        let mut unlocked = sample();
        meeting(&mut unlocked, "export-meeting-2022").evidence[0].at = "export-2022@1-2".to_owned();
        let mut faults = Vec::new();
        for bad in [in_use, unknown, twice, retired, unlocked] {
            faults.push(apply(&db, &bad, "seed", "Test").await.unwrap_err());
            assert_eq!(export_at(&db).await.unwrap(), (1, good.clone()));
        }
        assert!(matches!(faults[0], Error::InUse(_)), "{:?}", faults[0]);
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "a record, or a part of one, that is to go is still named by another",
                "meeting export-meeting-2022: there is no place nowhere",
                "meeting export-meeting-2022: outcome plan-it is there twice",
                "official a-verma: there is no position export-committee/chair",
                "meeting export-meeting-2022: `export-2022@1-2` is not in the evidence's lock: \
                 run `seed verify --articles DIR --write`",
            ]
        );
        assert_eq!(entity::revision::Entity::find().all(&db).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_description_alone_makes_a_revision_without_changes() {
    on_each(async |db| {
        let mut curated = sample();
        load(&db, &curated).await;
        curated.dataset.licence = "CC0-1.0".to_owned();
        let applied = apply(&db, &curated, "seed", "Licence").await.unwrap();
        assert_eq!((applied.revision, applied.is_new, applied.changes.len()), (2, true, 0));
        assert_eq!(export_at(&db).await.unwrap(), (2, curated));
    })
    .await;
}

#[tokio::test]
async fn who_read_an_older_revision_is_told_so() {
    on_each(async |db| {
        let mut curated = sample();
        load(&db, &curated).await;
        curated.dataset.licence = "CC0-1.0".to_owned();
        let intent = |expected| Intent {
            actor: "key",
            message: "Test",
            expected_revision: Some(expected),
        };
        let error = apply_as(&db, &curated, &intent(0)).await.unwrap_err();
        assert!(matches!(error, Error::Stale { expected: 0, found: 1 }));
        assert_eq!(apply_as(&db, &curated, &intent(1)).await.unwrap().revision, 2);
    })
    .await;
}
