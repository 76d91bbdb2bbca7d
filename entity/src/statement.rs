//! What people are reported to have said.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{LocalizedText, vocabulary::vocabulary};

vocabulary! {
    /// How something was said.
    pub enum StatementChannel {
        /// In a speech or address.
        Speech,
        /// In conversation with others.
        Talks,
        /// In a post on a social network.
        SocialMedia,
        /// To the press.
        Press,
        /// The source reports it without saying how it was said.
        Reported,
    }

    /// What sort of claim a statement is: never to be mixed up.
    pub enum Modality {
        /// Told as a fact.
        Assertion,
        /// A promise.
        Commitment,
        /// A suggestion.
        Proposal,
        /// Something hoped for or expected.
        Expectation,
        /// A judgement.
        Opinion,
        /// A call on somebody to do something.
        Request,
    }
}

/// A reported saying.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "statement",
    model_attrs(graphql(name = "StatementRow")),
    model_ex_attrs(graphql(name = "StatementRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// The meeting in which it was said.
    #[graphql(skip)]
    pub meeting_id: Option<i64>,
    /// The article that says it outside any meeting.
    #[graphql(skip)]
    pub article_id: Option<i64>,
    /// Its key in the file.
    #[graphql(skip)]
    pub key: String,
    /// Place in its list, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// Who spoke.
    #[graphql(skip)]
    pub speaker_id: Option<i64>,
    /// The body for which it was said, or that said it.
    #[graphql(skip)]
    pub organisation_id: Option<i64>,
    /// How it was said.
    pub channel: StatementChannel,
    /// A reported fact, a promise, an expectation, an opinion: never to be mixed up.
    pub modality: Modality,
    /// What was said, in the dataset's own words.
    #[graphql(skip)]
    pub text: LocalizedText,
}

impl ActiveModelBehavior for ActiveModel {}
