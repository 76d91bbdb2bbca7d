//! The tables: of which records, which list of theirs, and which columns. `docs/moving.md` shows them to readers.

use entity::RecordKind;

use super::Column::{self, Certainty, Count, Holder, HolderKind, Key, List, Moment, Path, Plain, Text, Texts};
use crate::store::ORDER;

/// Declares the tables: each with its word, the kinds of its records, the list whose items are its rows, and its columns.
macro_rules! tables {
    ($($(#[$about:meta])* $name:ident = $word:literal of $kinds:expr $(, each $list:literal)? => $columns:expr;)*) => {
        /// A table of comma-separated values.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Table {
            $($(#[$about])* $name,)*
        }

        impl Table {
            /// Every table.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name, and that of its file before `.csv`.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The kinds of the records that it shows.
            pub(crate) fn kinds(self) -> &'static [RecordKind] {
                match self { $(Self::$name => $kinds,)* }
            }

            /// The list of theirs whose items are its rows; `None` when the records are.
            pub(super) fn list(self) -> Option<&'static str> {
                match self { $(Self::$name => None$(.or(Some($list)))?,)* }
            }

            pub(super) fn columns(self) -> &'static [Column] {
                match self { $(Self::$name => $columns,)* }
            }
        }
    };
}

impl Table {
    /// The table of a name.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| table.word() == word)
    }
}

tables! {
    /// States and union territories.
    State = "state" of &[RecordKind::State] => &[
        Plain("slug"), List("formerly"), Texts("name"), Plain("code"), Plain("country"), Plain("capital"),
        Plain("wikidata"), Texts("remark"),
    ];
    /// Places.
    Place = "place" of &[RecordKind::Place] => &[
        Plain("slug"), List("formerly"), Texts("name"), Plain("kind"), Plain("within"), Plain("state"), Plain("latitude"),
        Plain("longitude"), Plain("wikidata"), Texts("remark"),
    ];
    /// Topics.
    Topic = "topic" of &[RecordKind::Topic] => &[
        Plain("slug"), List("formerly"), Texts("name"), Plain("broader"), Texts("remark"),
    ];
    /// Organisations.
    Organisation = "organisation" of &[RecordKind::Organisation] => &[
        Plain("slug"), List("formerly"), Texts("name"), Plain("kind"), Plain("parent"), Plain("state"), Plain("place"),
        Plain("website"), Plain("wikidata"), Texts("remark"),
    ];
    /// Posts and seats in organisations.
    Position = "position" of &[RecordKind::Organisation], each "positions" => &[
        Path, Holder("organisation"), Key, Texts("title"), Plain("role"), Plain("ex_officio"),
    ];
    /// Numbers that are reported of organisations.
    Figure = "figure" of &[RecordKind::Organisation], each "figures" => &[
        Holder("organisation"), Key, Texts("measure"), Plain("comparator"), Plain("value"), Text("unit"), Moment("as_of"),
        Certainty, Texts("note"),
    ];
    /// Officials.
    Official = "official" of &[RecordKind::Official] => &[
        Plain("slug"), List("formerly"), Texts("name"), Texts("honorific"), Plain("wikidata"), Texts("remark"),
    ];
    /// Officials in positions.
    Appointment = "appointment" of &[RecordKind::Official], each "appointments" => &[
        Holder("official"), Plain("position"), Moment("observed"), Certainty, Texts("note"),
    ];
    /// Policies.
    Policy = "policy" of &[RecordKind::Policy] => &[
        Plain("slug"), List("formerly"), Texts("name"), Plain("kind"), Plain("issuer"), Plain("state"), Moment("period"),
        Texts("summary"), List("topics"), Texts("remark"),
    ];
    /// How policies stand to others.
    Relation = "relation" of &[RecordKind::Policy], each "related" => &[
        Holder("record"), Plain("kind"), Plain("policy"), Certainty, Texts("note"),
    ];
    /// Articles.
    Article = "article" of &[RecordKind::Article] => &[
        Plain("slug"), List("formerly"), Texts("name"), Text("file"), Plain("language"), Plain("publisher"), Text("byline"),
        Plain("dateline"), Moment("published"), Plain("url"), Plain("sha256"), Plain("length"), Texts("remark"),
    ];
    /// Meetings.
    Meeting = "meeting" of &[RecordKind::Meeting] => &[
        Plain("slug"), List("formerly"), Texts("name"), Plain("kind"), Plain("status"), Plain("format"), Moment("when"),
        Plain("place"), Plain("venue"), List("states"), Plain("part_of"), List("topics"), Count("participations"),
        Texts("summary"), Texts("remark"),
    ];
    /// Who took part in meetings.
    Participation = "participation" of &[RecordKind::Meeting], each "participations" => &[
        Holder("meeting"), Key, List("roles"), Plain("official"), Plain("organisation"), Texts("group"), Plain("appointment"),
        Certainty, Texts("note"),
    ];
    /// Which policies meetings touch.
    Mention = "mention" of &[RecordKind::Meeting], each "policies" => &[
        Holder("meeting"), Plain("policy"), Plain("relation"), Certainty, Texts("note"),
    ];
    /// What meetings led to.
    Outcome = "outcome" of &[RecordKind::Meeting], each "outcomes" => &[
        Holder("meeting"), Key, Plain("kind"), Texts("text"), Moment("due"), List("responsible"), List("decided_by"),
        List("policies"), Certainty, Texts("note"),
    ];
    /// What was said in meetings, and in articles outside any meeting.
    Statement = "statement" of &[RecordKind::Meeting, RecordKind::Article], each "statements" => &[
        Holder("meeting"), Holder("article"), Key, Plain("channel"), Plain("modality"), Plain("speaker"),
        Plain("organisation"), Texts("text"), List("topics"),
    ];
    /// Other forms of names.
    Alias = "alias" of &ORDER, each "aliases" => &[
        HolderKind, Holder("record"), Text("text"), Plain("language"), Plain("kind"),
    ];
    /// General knowledge behind fields that no article gives.
    Reference = "reference" of &ORDER, each "references" => &[
        HolderKind, Holder("record"), Plain("field"), Text("source"), Plain("url"),
    ];
    /// Which words of which article support what.
    Evidence = "evidence" of &ORDER, each "evidence" => &[
        HolderKind, Holder("record"), Text("part"), Plain("field"), Plain("article"), Plain("start"), Plain("end"),
        Plain("line"), Plain("quote_sha256"), Certainty, Texts("note"),
    ];
}
