//! Backups of a database that is in use.

use std::fs;
use std::path::PathBuf;

use sea_orm::{ConnectionTrait, DatabaseBackend};

use super::on_each;
use super::sample::{meeting, sample};
use crate::apply::apply;
use crate::backup::{Backup, Fault, backup};
use crate::database::{migrate, open};
use crate::export::{export, export_at};

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sabha-backup-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[tokio::test]
async fn a_backup_taken_while_others_write_and_read_is_one_whole_revision() {
    let folder = folder("whole");
    let file = folder.join("sabha.db");
    let url = format!("sqlite://{}", file.display());
    let (writer, reader, db) = (
        open(&url).await.unwrap(),
        open(&url).await.unwrap(),
        open(&url).await.unwrap(),
    );
    migrate(&writer).await.unwrap();
    let named = |number: i64| {
        let mut curated = sample();
        // Every record's revision is a word in one of them and a word in another: half of a revision would show.
        for slug in ["export-meeting-2022", "export-week-2022"] {
            meeting(&mut curated, slug).summary =
                Some(serde_json::from_str(&format!("{{\"en\": \"{number}\"}}")).unwrap());
        }
        curated
    };
    apply(&writer, &named(1), "seed", "Test").await.unwrap();
    let stopped = std::sync::atomic::AtomicBool::new(false);
    let is_stopped = || stopped.load(std::sync::atomic::Ordering::Relaxed);
    let writing = async {
        let mut revision = 1;
        while !is_stopped() {
            revision += 1;
            assert_eq!(
                apply(&writer, &named(revision), "seed", "Test").await.unwrap().revision,
                revision
            );
        }
        revision
    };
    let reading = async {
        while !is_stopped() {
            let (revision, curated) = export_at(&reader).await.unwrap();
            assert_eq!(curated, named(revision));
        }
    };
    let backing = async {
        let mut made: Vec<Backup> = Vec::new();
        // Until a revision was written between two of them, so that they were made while somebody wrote.
        while made.len() < 3 || made.first().unwrap().revision == made.last().unwrap().revision {
            let to = folder.join(format!("backup-{}.db", made.len()));
            made.push(backup(&db, &to, false).await.unwrap());
        }
        stopped.store(true, std::sync::atomic::Ordering::Relaxed);
        made
    };
    let (last, (), made) = tokio::join!(writing, reading, backing);
    assert!(last >= made.last().unwrap().revision);
    for it in &made {
        assert_eq!(fs::metadata(&it.file).unwrap().len(), it.bytes);
        assert_eq!(it.sha256.len(), 64);
        // Restored: a copy of the file, opened as any database is.
        let restored = folder.join("restored.db");
        fs::copy(&it.file, &restored).unwrap();
        let db = open(&format!("sqlite://{}", restored.display())).await.unwrap();
        assert_eq!(export(&db).await.unwrap(), named(it.revision));
        assert_eq!(
            apply(&db, &sample(), "seed", "After").await.unwrap().revision,
            it.revision + 1
        );
        db.close().await.unwrap();
        for end in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{end}", restored.display()));
        }
    }
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_file_is_overwritten_by_force_only() {
    let folder = folder("force");
    let db = open(&format!("sqlite://{}", folder.join("sabha.db").display()))
        .await
        .unwrap();
    migrate(&db).await.unwrap();
    apply(&db, &sample(), "seed", "Test").await.unwrap();
    let file = folder.join("it's.db");
    fs::write(&file, "precious").unwrap();
    assert!(matches!(backup(&db, &file, false).await, Err(Fault::Exists(_))));
    assert_eq!(fs::read(&file).unwrap(), b"precious");
    // What an attempt that was cut off left behind is no hindrance.
    fs::write(folder.join("it's.db.part"), "half").unwrap();
    assert_eq!(backup(&db, &file, true).await.unwrap().revision, 1);
    let names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().file_name())
        .collect();
    assert!(
        names.iter().all(|it| !it.to_string_lossy().contains("part")),
        "{names:?}"
    );

    let nowhere = backup(&db, &folder.join("none/x.db"), false).await;
    assert!(
        matches!(nowhere, Err(Fault::Database(_) | Fault::File { .. })),
        "{nowhere:?}"
    );
    assert!(matches!(
        backup(&db, &folder.join("a?b.db"), false).await,
        Err(Fault::Name(_))
    ));

    // A row that names what is not there is a database that was damaged.
    db.execute_unprepared("PRAGMA foreign_keys = OFF; UPDATE meeting SET place_id = 999999")
        .await
        .unwrap();
    let damaged = backup(&db, &folder.join("damaged.db"), false).await;
    assert!(matches!(damaged, Err(Fault::Damaged(_))), "{damaged:?}");
    assert!(!folder.join("damaged.db").exists() && !folder.join("damaged.db.part").exists());
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn postgres_is_backed_up_by_its_own_programs() {
    on_each(async |db| {
        if db.get_database_backend() == DatabaseBackend::Postgres {
            let fault = backup(&db, &std::env::temp_dir().join("never.db"), false)
                .await
                .unwrap_err();
            assert!(fault.to_string().contains("pg_dump --format=custom"), "{fault}");
        }
    })
    .await;
}
