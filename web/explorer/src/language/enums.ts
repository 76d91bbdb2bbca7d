// The enums of the schema for which the explorer has words: a value that is new in the schema is an error of the compiler.

import { graphql } from 'sabha-client';

type Names =
  | 'RecordKind' | 'MeetingKind' | 'MeetingStatus' | 'MeetingFormat' | 'ParticipationRole' | 'Certainty' | 'MentionRelation' | 'OutcomeKind' | 'Modality'
  | 'StatementChannel' | 'OrganisationKind' | 'PolicyKind' | 'PolicyRelationKind' | 'PlaceKind' | 'AliasKind' | 'Comparator' | 'ChangeAction' | 'SeatRole' | 'MeetingFacet';

export type Enum<N extends Names> = ReturnType<typeof graphql.scalar<N>>;

export type Enums = { readonly [N in Names]: { readonly [value in Enum<N>]: string } };
