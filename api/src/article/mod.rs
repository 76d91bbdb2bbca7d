//! Articles: the sources, what they support, and their texts when the operator has them.

mod filter;
mod find;
mod object;
mod query;
mod texts;

pub use filter::ArticleFilter;
pub use find::{ArticleId, Articles, ArticlesCiting};
pub use object::Article;
pub use query::ArticleQuery;
pub use texts::Texts;
