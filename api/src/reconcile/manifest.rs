//! What the service says of itself.

use entity::record::RecordKind;
use sea_orm::Iterable;
use serde::Serialize;

use super::{BATCH, Type};

/// The service manifest.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Manifest {
    versions: [&'static str; 1],
    name: &'static str,
    identifier_space: String,
    schema_space: String,
    service_version: &'static str,
    default_types: Vec<Type>,
    batch_size: usize,
    suggest: Suggest,
}

#[derive(Debug, Serialize)]
struct Suggest {
    entity: Service,
}

#[derive(Debug, Serialize)]
struct Service {
    service_url: String,
    service_path: &'static str,
}

impl Manifest {
    /// The manifest of a service that is reached at `base`, e.g. `https://sabha.example`.
    ///
    /// Identifiers are the paths of records below the identifier space: they hold for this service's dataset only.
    pub(crate) fn new(base: &str) -> Self {
        Self {
            versions: ["0.2"],
            name: "Sabha: officials, bodies, places and meetings of India's governments",
            identifier_space: format!("{base}/reconcile/"),
            schema_space: format!("{base}/schema.graphql"),
            service_version: env!("CARGO_PKG_VERSION"),
            default_types: RecordKind::iter().map(Type::from).collect(),
            batch_size: BATCH,
            suggest: Suggest {
                entity: Service {
                    service_url: base.to_owned(),
                    service_path: "/reconcile/suggest/entity",
                },
            },
        }
    }
}
