//! Rows as PostgreSQL's `COPY` reads them: a line each, columns between tabs.

use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use sea_orm::{DbErr, Value, sea_query::OptionEnum};

/// Adds a value, and nothing around it.
///
/// # Errors
/// For a sort of value that no table of ours has.
pub(super) fn add(line: &mut Vec<u8>, value: &Value) -> Result<(), DbErr> {
    let told = match value {
        Value::Bool(Some(it)) => write!(line, "{}", if *it { 't' } else { 'f' }),
        Value::Int(Some(it)) => write!(line, "{it}"),
        Value::BigInt(Some(it)) => write!(line, "{it}"),
        Value::Double(Some(it)) => write!(line, "{it}"),
        Value::String(Some(it)) => Escaped(line).write_all(it.as_bytes()),
        Value::Enum(OptionEnum::Some(it)) => Escaped(line).write_all(it.value.as_bytes()),
        Value::Json(Some(it)) => serde_json::to_writer(Escaped(line), it).map_err(Into::into),
        Value::ChronoDate(Some(it)) => date(line, *it),
        Value::ChronoDateTimeUtc(Some(it)) => write!(line, "{}", it.to_rfc3339()),
        Value::Bool(None)
        | Value::Int(None)
        | Value::BigInt(None)
        | Value::Double(None)
        | Value::String(None)
        | Value::Enum(OptionEnum::None(_))
        | Value::Json(None)
        | Value::ChronoDate(None)
        | Value::ChronoDateTimeUtc(None) => line.write_all(b"\\N"),
        other => return Err(DbErr::Type(format!("no table holds {other:?}"))),
    };
    told.map_err(|error| DbErr::Type(error.to_string()))
}

/// There is no year 0 in PostgreSQL: the year before the first is the first before it.
fn date(line: &mut Vec<u8>, day: NaiveDate) -> io::Result<()> {
    let (year, era) = if day.year() > 0 {
        (day.year(), "")
    } else {
        (1 - day.year(), " BC")
    };
    write!(line, "{year:04}-{:02}-{:02}{era}", day.month(), day.day())
}

/// Writes bytes with what means something to `COPY` escaped.
pub(super) struct Escaped<'a>(pub(super) &'a mut Vec<u8>);

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        for byte in bytes {
            match byte {
                b'\\' => self.0.extend(b"\\\\"),
                b'\t' => self.0.extend(b"\\t"),
                b'\n' => self.0.extend(b"\\n"),
                b'\r' => self.0.extend(b"\\r"),
                other => self.0.push(*other),
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(value: impl Into<Value>) -> String {
        let mut line = Vec::new();
        add(&mut line, &value.into()).unwrap();
        String::from_utf8(line).unwrap()
    }

    #[test]
    fn values_are_written_as_copy_reads_them() {
        assert_eq!(line("a\tb\\c\nd\r"), "a\\tb\\\\c\\nd\\r");
        assert_eq!(line(None::<String>), "\\N");
        assert_eq!(line("\\N"), "\\\\N");
        assert_eq!(
            (line(true), line(-7_i64), line(21.25)),
            ("t".into(), "-7".into(), "21.25".into())
        );
        assert_eq!(line(serde_json::json!({"hi": "क\nख"})), "{\"hi\":\"क\\\\nख\"}");
        let day = |year| NaiveDate::from_ymd_opt(year, 2, 3).unwrap();
        assert_eq!(
            (line(day(2025)), line(day(0)), line(day(-43)), line(day(12_000))),
            (
                "2025-02-03".into(),
                "0001-02-03 BC".into(),
                "0044-02-03 BC".into(),
                "12000-02-03".into()
            )
        );
    }
}
