//! What processes take, as Linux tells it: processor time and memory.

use std::{collections::BTreeMap, fs, time::Duration};

use sea_orm::{ConnectionTrait, Statement};

use super::Outcome;
use crate::database;

/// A tick of the clock in which processor time is told: 100 a second on every Linux.
const TICK: Duration = Duration::from_millis(10);

/// What `/proc/PID/stat` says of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stat {
    parent: u32,
    /// Ticks of its own.
    own: u32,
    /// Ticks of its children that have ended.
    ended: u32,
}

/// Processor time of a process.
///
/// # Errors
/// When it is not there.
pub fn time(process: u32) -> Outcome<Duration> {
    Ok(TICK * read(process)?.own)
}

/// Processor time of a process and all that descend from it, also of those that have ended.
///
/// # Errors
/// When it is not there.
pub fn time_with_children(process: u32) -> Outcome<Duration> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir("/proc")? {
        // What has ended meanwhile counts among its parent's ended children.
        let id = entry?.file_name().to_str().and_then(|it| it.parse::<u32>().ok());
        if let Some((id, stat)) = id.and_then(|id| Some((id, read(id).ok()?))) {
            all.insert(id, stat);
        }
    }
    all.get(&process).ok_or("the process is not there")?;
    let descends = |mut id: u32| loop {
        match all.get(&id) {
            _ if id == process => return true,
            Some(stat) if stat.parent != id => id = stat.parent,
            _ => return false,
        }
    };
    let family = all.iter().filter(|(id, _)| descends(**id));
    Ok(TICK * family.map(|(_, stat)| stat.own + stat.ended).sum::<u32>())
}

/// Processor time that the whole machine has spent, with what its host took away.
///
/// # Errors
/// Where the system does not tell it.
pub fn machine() -> Outcome<Duration> {
    let text = fs::read_to_string("/proc/stat")?;
    busy(&text).ok_or_else(|| "the system does not tell its processor time".into())
}

fn busy(text: &str) -> Option<Duration> {
    let fields: Vec<u32> = text
        .lines()
        .next()?
        .strip_prefix("cpu ")?
        .split_whitespace()
        .map(|it| it.parse().unwrap_or(u32::MAX))
        .collect();
    let [user, nice, system, _idle, _waiting, interrupts, soft, stolen, ..] = *fields.as_slice() else {
        return None;
    };
    Some(TICK * (user + nice + system + interrupts + soft + stolen))
}

/// Resident memory of a process in bytes, now.
///
/// # Errors
/// Where the system does not tell it.
pub fn memory(process: u32) -> Outcome<u64> {
    status(process, "VmRSS:")
}

/// The most resident memory that a process has had, in bytes.
///
/// # Errors
/// Where the system does not tell it.
pub fn peak(process: u32) -> Outcome<u64> {
    status(process, "VmHWM:")
}

fn status(process: u32, field: &str) -> Outcome<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(field));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(number
        .ok_or("the system does not tell its memory")?
        .trim()
        .parse::<u64>()?
        * 1_024)
}

fn read(process: u32) -> Outcome<Stat> {
    let text = fs::read_to_string(format!("/proc/{process}/stat"))?;
    stat(&text).ok_or_else(|| "the system does not tell its processor time".into())
}

/// Reads the line; the process's name, in brackets, may hold anything.
fn stat(text: &str) -> Option<Stat> {
    let (_, rest) = text.rsplit_once(") ")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u32>().ok();
    Some(Stat {
        parent: number(1)?,
        own: number(11)? + number(12)?,
        ended: number(13)? + number(14)?,
    })
}

/// The first process of the PostgreSQL server behind an address; `None` for a SQLite file, whose time is the service's own.
///
/// # Errors
/// When it cannot be reached, or does not run on this machine.
pub fn server(url: &str) -> Outcome<Option<u32>> {
    if url.starts_with("sqlite:") {
        return Ok(None);
    }
    database::wait(async {
        let db = seed::database::open(url).await?;
        let asked = Statement::from_string(db.get_database_backend(), "SELECT pg_backend_pid()");
        let row = db
            .query_one_raw(asked)
            .await?
            .ok_or("PostgreSQL does not say who it is")?;
        let process = u32::try_from(row.try_get_by_index::<i32>(0)?)?;
        let of_postgres = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
        if !of_postgres.starts_with("postgres") {
            return Err("PostgreSQL does not run on this machine, so that its processor time is not known".into());
        }
        let parent = read(process)?.parent;
        db.close().await?;
        Ok(Some(parent))
    })
}

#[cfg(test)]
mod tests {
    use std::{hint::black_box, process, time::Instant};

    use super::*;

    #[test]
    fn a_line_is_read_whatever_the_process_is_called() {
        let text = "12 (a ) b) (c) S 7 12 12 0 -1 4194560 9 9 0 0 21 4 300 50 20 0 1 0 5 6 7";
        let stat = stat(text).unwrap();
        assert_eq!(
            stat,
            Stat {
                parent: 7,
                own: 25,
                ended: 350
            }
        );
        assert_eq!(busy("cpu  1 2 3 900 900 4 5 6 0 0\ncpu0 1"), Some(TICK * 21));
        assert_eq!(busy("intr 1"), None);
    }

    #[test]
    fn time_that_was_spent_is_told() {
        let own = process::id();
        let (before, all) = (time(own).unwrap(), machine().unwrap());
        let began = Instant::now();
        while time(own).unwrap() < before + TICK * 5 {
            assert!(began.elapsed() < Duration::from_secs(60));
            black_box((0..100_000_u64).sum::<u64>());
        }
        assert!(time_with_children(own).unwrap() >= before + TICK * 5);
        assert!(machine().unwrap() > all);
        assert!(memory(own).unwrap() > 100_000 && peak(own).unwrap() >= memory(own).unwrap() / 2);
        assert!(time(u32::MAX).is_err() && time_with_children(u32::MAX).is_err());
    }
}
