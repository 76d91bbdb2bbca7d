//! A round: load on one server, and what it took from whom.

use std::time::Duration;

use tests::{
    measure::{
        Outcome,
        figures::ratio,
        load::{Load, run},
        process,
    },
    service::Service,
};

/// A round of one server.
pub(super) struct Round {
    pub(super) rate: f64,
    pub(super) p50: f64,
    pub(super) p99: f64,
    /// Milliseconds of processor a request: the server's, and PostgreSQL's.
    pub(super) server: f64,
    pub(super) database: f64,
    /// Processors that the generator took, and whatever else ran.
    pub(super) generator: f64,
    pub(super) foreign: f64,
    pub(super) statements: f64,
}

/// The server that is asked.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) service: &'a Service,
    /// The first process of its PostgreSQL server.
    pub(super) database: Option<u32>,
    /// Whether it counts statements.
    pub(super) counts: bool,
}

/// Sends the load, and looks before and after what everybody has spent.
pub(super) fn round(asked: Asked<'_>, load: &Load<'_>) -> Outcome<Round> {
    let statements = || -> Outcome<f64> {
        Ok(if asked.counts {
            number(asked.service.statements()?)
        } else {
            0.0
        })
    };
    // What the service, the database, this process and the machine have spent.
    let spent = || -> Outcome<[f64; 4]> {
        let database = asked.database.map_or(Ok(Duration::ZERO), process::time_with_children)?;
        let own = process::time(std::process::id())?;
        let all = [process::time(asked.service.id())?, database, own, process::machine()?];
        Ok(all.map(|it| it.as_secs_f64()))
    };
    let (asked_before, before) = (statements()?, spent()?);
    let run = run(load)?;
    let after = spent()?;
    let statements = statements()? - asked_before;
    let [server, database, own, machine] = std::array::from_fn(|at| {
        let of = |all: &[f64; 4]| all.get(at).copied().unwrap_or_default();
        of(&after) - of(&before)
    });
    let seconds = run.elapsed.as_secs_f64();
    Ok(Round {
        rate: run.rate(),
        p50: run.late(50),
        p99: run.late(99),
        server: ratio(server * 1_000.0, run.count()),
        database: ratio(database * 1_000.0, run.count()),
        generator: ratio(own, seconds),
        foreign: ratio((machine - server - database - own).max(0.0), seconds),
        statements: ratio(statements, run.count()),
    })
}

#[expect(clippy::cast_precision_loss, reason = "a count of far less than 2⁵²")]
fn number(count: u64) -> f64 {
    count as f64
}
