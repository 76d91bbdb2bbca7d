//! What every record has, as rows.

use entity::RecordKind;
use entity::text::plain;

use super::evidence::{self, Subject};
use super::ids::Part;
use super::reader::{self, Reader};
use super::writer::Writer;
use crate::database::Error;
use crate::record::{Alias, Evidence, Header, Reference};

/// Makes the rows of a record's head; gives back nothing, for the key is known.
pub(super) fn write(writer: &mut Writer<'_>, id: i64, head: Header<'_>) -> Result<(), Error> {
    let sort_name = head.name.pick([]).map(|(_, name)| plain(name)).unwrap_or_default();
    writer.rows.record.push(entity::record::Model {
        id,
        kind: head.kind,
        slug: head.slug.to_owned(),
        names: head.name.clone(),
        sort_name,
        remark: head.remark.cloned(),
        revision: writer.revision,
        updated_at: writer.at,
    });
    for (slug, ordinal) in head.formerly.iter().zip(0..) {
        writer.rows.former_slug.push(entity::former_slug::Model {
            kind: head.kind,
            slug: slug.clone(),
            record_id: id,
            ordinal,
        });
    }
    for (it, ordinal) in head.aliases.iter().zip(0..) {
        write_alias(writer, id, it, ordinal)?;
    }
    for (it, ordinal) in head.references.iter().zip(0..) {
        let row = entity::reference::Model {
            id: writer.ids.next("reference"),
            record_id: id,
            ordinal,
            field: it.field.clone(),
            source: it.source.clone(),
            url: it.url.clone(),
        };
        writer.rows.reference.push(row);
    }
    evidence::write(writer, id, Subject::Record(id), head.evidence)
}

fn write_alias(writer: &mut Writer<'_>, record_id: i64, it: &Alias, ordinal: i32) -> Result<(), Error> {
    let part = Part::Alias {
        record: record_id,
        language: it.language.as_str().to_owned(),
        text: it.text.clone(),
    };
    let id = writer.part(part, &it.text)?;
    writer.rows.alias.push(entity::alias::Model {
        id,
        record_id,
        ordinal,
        text: it.text.clone(),
        language: it.language.as_str().to_owned(),
        kind: it.kind,
    });
    evidence::write(writer, record_id, Subject::Alias(id), &it.evidence)
}

/// The lists of a record's head.
pub(super) struct Lists {
    pub(super) formerly: Vec<String>,
    pub(super) aliases: Vec<Alias>,
    pub(super) references: Vec<Reference>,
    pub(super) evidence: Vec<Evidence>,
}

/// Reads the lists of a record's head.
pub(super) fn read(reader: &Reader<'_>, id: i64) -> Result<Lists, Error> {
    let aliases = reader.alias.of(id).map(|row| {
        Ok(Alias {
            text: row.text.clone(),
            language: reader::language(&row.language)?,
            kind: row.kind,
            evidence: evidence::read(reader, Subject::Alias(row.id))?,
        })
    });
    let references = reader.reference.of(id).map(|row| Reference {
        source: row.source.clone(),
        field: row.field.clone(),
        url: row.url.clone(),
    });
    Ok(Lists {
        formerly: reader.former_slug.of(id).map(|row| row.slug.clone()).collect(),
        aliases: aliases.collect::<Result<_, Error>>()?,
        references: references.collect(),
        evidence: evidence::read(reader, Subject::Record(id))?,
    })
}

/// A concept's record from its row: the fields given, with the head around them.
macro_rules! with_head {
    ($kind:ident, $reader:ident, $id:expr, { $($field:ident: $value:expr,)* }) => {{
        let row = $reader.record($id)?;
        let lists = $crate::store::record::read($reader, $id)?;
        $kind {
            slug: $reader.slug(entity::RecordKind::$kind, $id)?,
            formerly: lists.formerly,
            name: row.names.clone(),
            aliases: lists.aliases,
            $($field: $value,)*
            references: lists.references,
            evidence: lists.evidence,
            remark: row.remark.clone(),
        }
    }};
}
pub(super) use with_head;

/// The kinds in the order in which new records get their keys.
pub(crate) const ORDER: [RecordKind; 8] = [
    RecordKind::State,
    RecordKind::Place,
    RecordKind::Topic,
    RecordKind::Organisation,
    RecordKind::Official,
    RecordKind::Policy,
    RecordKind::Article,
    RecordKind::Meeting,
];
