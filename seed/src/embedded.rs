//! The dataset that the program carries, so that one file is enough to start a service.

use std::sync::Arc;

use rust_embed::Embed;

use crate::source::{Source, holds};

#[derive(Embed)]
#[folder = "data"]
#[include = "*.yaml"]
#[include = "*.lock"]
struct Data;

/// The files of the dataset, in the order of their names.
pub(crate) fn sources() -> Vec<Arc<Source>> {
    let mut names: Vec<_> = Data::iter().collect();
    names.sort();
    let source = |name: std::borrow::Cow<'static, str>| {
        let text = String::from_utf8(Data::get(&name)?.data.into_owned()).ok()?;
        Some(Arc::new(Source {
            holds: holds(&name)?,
            name: name.into_owned(),
            text,
            lines_before: 0,
            is_readable: true,
        }))
    };
    names.into_iter().filter_map(source).collect()
}
