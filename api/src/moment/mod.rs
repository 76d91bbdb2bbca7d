//! Uncertain time as it is answered. The value itself, its bounds and its words are in `entity`.

mod bound;

use async_graphql::{Context, Object};
use entity::display::display;
use entity::moment::DatePrecision;
use entity::{Certainty, Edtf, LanguageTag};

use crate::language;
use crate::scalar::Date;

pub use bound::Open;

/// When something was, or is to be: as exactly as the sources allow and no more.
#[derive(Clone, Debug)]
pub struct Moment(pub entity::Moment);

/// When something was, or is to be: as exactly as the sources allow and no more.
#[Object]
impl Moment {
    /// The date as it was curated.
    async fn edtf(&self) -> &Edtf {
        &self.0.edtf
    }

    /// First day on which it can have begun; null when open.
    async fn earliest(&self) -> Option<Date> {
        self.0.edtf.bounds().0.map(Date)
    }

    /// Last day on which it can have ended; null when open.
    async fn latest(&self) -> Option<Date> {
        self.0.edtf.bounds().1.map(Date)
    }

    /// How fine the date is.
    async fn precision(&self) -> DatePrecision {
        self.0.edtf.precision()
    }

    /// How sure the date is.
    async fn certainty(&self) -> Certainty {
        self.0.certainty
    }

    /// Why this date; null where it is simply printed.
    async fn note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> Option<&str> {
        language::text_opt(ctx, language.as_ref(), self.0.note.as_ref())
    }

    /// For a reader, in English or Hindi, whichever is preferred: `May 2022`, `22 अगस्त 2025`, `22 or 23 August 2025`.
    async fn display(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> String {
        display(&self.0.edtf, language::wanted(ctx, language.as_ref()))
    }
}
