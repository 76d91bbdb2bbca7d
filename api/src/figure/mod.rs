//! Figures: numbers that sources report about bodies.

mod find;
mod object;

pub use find::{FigureId, FigureKey, FiguresOf};
pub use object::Figure;
