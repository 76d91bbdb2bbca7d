//! The rows of the peers' files: one file a table, without a line of names.

use std::{fs, io, path::Path};

/// A table: its rows, each of as many fields.
#[derive(Debug)]
pub(super) struct Table {
    name: &'static str,
    rows: Vec<Vec<String>>,
}

/// A row, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    table: &'static str,
    line: usize,
    fields: &'a [String],
}

impl Table {
    /// Reads `name.csv` of a folder, whose rows have so many fields. The files never quote a field, and what does is refused
    /// rather than understood by halves.
    pub(super) fn read(folder: &Path, name: &'static str, width: usize) -> io::Result<Self> {
        let text = fs::read_to_string(folder.join(format!("{name}.csv")))
            .map_err(|error| io::Error::new(error.kind(), format!("{name}.csv: {error}")))?;
        let mut rows = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let fields: Vec<String> = line.split(',').map(ToOwned::to_owned).collect();
            if line.contains('"') || fields.len() != width {
                let message = format!("{name}.csv:{}: expected {width} fields without quotes: {line}", at + 1);
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            }
            rows.push(fields);
        }
        Ok(Self { name, rows })
    }

    /// Its rows, in the order of the file.
    pub(super) fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_>> {
        self.rows.iter().enumerate().map(|(at, fields)| self.row(at, fields))
    }

    fn row<'a>(&self, at: usize, fields: &'a [String]) -> Row<'a> {
        Row {
            table: self.name,
            line: at + 1,
            fields,
        }
    }

    /// The row with this id; the ids of a file are 1, 2, 3 and so on.
    pub(super) fn of(&self, id: &str) -> io::Result<Row<'_>> {
        let at = id.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
        let row = at.and_then(|at| Some(self.row(at, self.rows.get(at)?)));
        let row = row.filter(|it| it.text(0) == id);
        row.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, format!("{}.csv has no row {id}", self.name)))
    }
}

impl<'a> Row<'a> {
    /// A field.
    pub(super) fn text(&self, field: usize) -> &'a str {
        self.fields.get(field).map_or("", String::as_str)
    }

    /// The word of ours for a field's word.
    pub(super) fn word(&self, field: usize, words: &[(&str, &'static str)]) -> io::Result<&'static str> {
        let text = self.text(field);
        let found = words.iter().find(|(theirs, _)| *theirs == text).map(|(_, ours)| *ours);
        found.ok_or_else(|| {
            let message = format!("{}.csv:{}: the word `{text}` is not known", self.table, self.line);
            io::Error::new(io::ErrorKind::InvalidData, message)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_wide_as_its_table_and_quotes_nothing() {
        let folder = std::env::temp_dir().join(format!("sabha-rows-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let read = |text: &str| {
            fs::write(folder.join("place.csv"), text).unwrap();
            Table::read(&folder, "place", 2)
        };
        let table = read("1,भवन\n2,Hall\n").unwrap();
        assert_eq!(table.of("1").unwrap().text(1), "भवन");
        assert_eq!(table.of("2").unwrap().word(1, &[("Hall", "venue")]).unwrap(), "venue");
        let unknown = table.of("1").unwrap().word(1, &[("Hall", "venue")]).unwrap_err();
        assert_eq!(unknown.to_string(), "place.csv:1: the word `भवन` is not known");
        assert!(
            table
                .of("3")
                .unwrap_err()
                .to_string()
                .contains("place.csv has no row 3")
        );
        for wrong in ["1,a\n2\n", "1,\"a\"\n", "1,a,b\n"] {
            assert!(read(wrong).unwrap_err().to_string().contains("place.csv:"), "{wrong}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
