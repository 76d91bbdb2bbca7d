// Whoever can meet somebody, as the address names them: `officials/SLUG` or `organisations/SLUG`.

import { graphql } from 'sabha-client';
import type { Enum } from '../language/enums.ts';

export interface PartyAddress {
  folder: 'officials' | 'organisations';
  slug: string;
}

/** What an address names; null where it names no party. */
export function partyOf(text: string | undefined): PartyAddress | null {
  const found = /^\/?(officials|organisations)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(text ?? '');
  return found?.[1] && found[2] ? { folder: found[1] as PartyAddress['folder'], slug: found[2] } : null;
}

export const PARTIES: Enum<'RecordKind'>[] = ['OFFICIAL', 'ORGANISATION'];

export const PartyFields = graphql(`
  fragment PartyFields on Party @_unmask {
    __typename
    ... on Official { id slug name }
    ... on Organisation { id slug name }
  }
`);
