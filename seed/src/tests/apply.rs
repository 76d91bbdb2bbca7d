//! Applying a dataset: what is there afterwards, and what is not.

use super::on_each;
use super::sample::sample;
use crate::apply::apply;
use crate::export::export;

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
    })
    .await;
}
