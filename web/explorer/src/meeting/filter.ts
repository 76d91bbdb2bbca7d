// The filters of a list of meetings as they stand in the address, and as the API takes them.

import type { VariablesOf } from 'sabha-client';
import type { Enum } from '../language/enums.ts';
import type { MeetingsQuery } from './MeetingsPage.tsx';

export type MeetingFilter = NonNullable<VariablesOf<typeof MeetingsQuery>['filter']>;
export type Facet = Enum<'MeetingFacet'>;

/** A facet's name in the address. */
export const parameter = (facet: Facet) => facet.toLowerCase();

/** The facets that a list shows, in this order. */
export const facets = ['STATE', 'YEAR', 'KIND', 'STATUS', 'TOPIC', 'PLACE', 'OFFICIAL', 'ORGANISATION', 'POLICY', 'ARTICLE'] as const satisfies Facet[];

const slug = (it: string) => ({ slug: { eq: it } });

const filters: { [facet in Facet]: (key: string) => MeetingFilter } = {
  STATE: (it) => ({ state: { code: { eq: it } } }),
  KIND: (it) => ({ kind: [it as Enum<'MeetingKind'>] }),
  STATUS: (it) => ({ status: [it as Enum<'MeetingStatus'>] }),
  FORMAT: (it) => ({ format: [it as Enum<'MeetingFormat'>] }),
  PLACE: (it) => ({ place: { within: slug(it) } }),
  TOPIC: (it) => ({ topic: { under: it } }),
  OFFICIAL: (it) => ({ participations: { some: { official: slug(it) } } }),
  ORGANISATION: (it) => ({ participations: { some: { organisation: slug(it) } } }),
  POLICY: (it) => ({ policy: slug(it) }),
  YEAR: (it) => ({ when: { within: { from: `${it}-01-01`, to: `${it}-12-31` } } }),
  MONTH: (it) => ({ when: { within: { from: `${it}-01`, to: lastDay(it) } } }),
  ARTICLE: (it) => ({ article: slug(it) }),
};

const lastDay = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);

/** The filter that an address asks for; null when it asks for none. */
export function filterOf(query: Record<string, string>): MeetingFilter | null {
  const parts: MeetingFilter[] = Object.keys(filters)
    .map((it) => it as Facet)
    .flatMap((facet) => {
      const key = query[parameter(facet)];
      return key && key !== 'uncertain' ? [filters[facet](key)] : [];
    });
  const { from, to, possibly, name } = query;
  if (from || to) parts.push({ when: { [possibly ? 'overlaps' : 'within']: { ...(from && { from }), ...(to && { to }) } } });
  if (name) parts.push({ name: { matches: name } });
  return parts.length > 1 ? { and: parts } : (parts[0] ?? null);
}
