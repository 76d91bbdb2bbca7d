// What of an address says which time is looked at, and what says which meetings.

import { filterOf, type MeetingFilter } from '../meeting/filter.ts';
import { withQuery } from '../page/address.ts';
import { finer, type Days, type Size } from './period.ts';

type Query = Record<string, string>;

const TIME = ['from', 'to', 'possibly', 'year', 'month'];

/** The part of the filter that is of time: it says what the axis shows, and the rest what fades. */
export const timeOf = (query: Query) => filterOf(Object.fromEntries(Object.entries(query).filter(([name]) => TIME.includes(name))));

export const hasRest = (query: Query) => filterOf(Object.fromEntries(Object.entries(query).filter(([name]) => !TIME.includes(name)))) !== null;

/** What possibly lies in these days and fits all of these; the days stand where the API takes a timeline's bounds from. */
export const during = (days: Days, ...parts: (MeetingFilter | null)[]): MeetingFilter => ({ when: { overlaps: days }, and: parts.filter((it) => it !== null) });

/** Where a period leads: into it, and from a day to its meetings. */
export function into(query: Query, size: Size, { from, to }: Days): string {
  const next = finer(size);
  const days = { from, to, possibly: '1', year: null, month: null, by: next ? next.toLowerCase() : null };
  return withQuery(next ? '/timeline' : '/meetings', query, days);
}

/** The list of the same meetings. */
export const asList = (query: Query) => withQuery('/meetings', query, { by: null });
