// Periods of a timeline: how long they are, how many there would be, what they are called.

import type { Language } from '../language/index.tsx';

export type Size = 'YEAR' | 'MONTH' | 'DAY';

export interface Days {
  from: string;
  to: string;
}

export const sizes: readonly Size[] = ['YEAR', 'MONTH', 'DAY'];
export const DAY = 86_400_000;

/** More bars than this cannot be told apart. */
const MOST = 400;
/** So many are pleasant to read. */
const PLEASANT = 72;

/** How many periods of a size touch these days. */
export function count(size: Size, { from, to }: Days): number {
  const [first, last] = [new Date(from), new Date(to)];
  if (size === 'DAY') return Math.round((last.getTime() - first.getTime()) / DAY) + 1;
  const years = last.getUTCFullYear() - first.getUTCFullYear();
  return size === 'YEAR' ? years + 1 : years * 12 + last.getUTCMonth() - first.getUTCMonth() + 1;
}

/** The sizes that these days can be shown by, the longest first. */
export const offered = (days: Days): Size[] => sizes.filter((it) => it === 'YEAR' || count(it, days) <= MOST);

/** The size that the address asks for, where it can be had; else the finest that is pleasant to read. */
export function sizeOf(asked: string | undefined, days: Days): Size {
  const choice = offered(days);
  const wanted = choice.find((it) => it.toLowerCase() === asked);
  return wanted ?? choice.findLast((it) => count(it, days) <= PLEASANT) ?? 'YEAR';
}

/** What comes in sight when one looks into a period. */
export const finer = (size: Size): Size | null => (size === 'YEAR' ? 'MONTH' : size === 'MONTH' ? 'DAY' : null);

const forms: { [size in Size]: Intl.DateTimeFormatOptions } = {
  YEAR: { year: 'numeric' },
  MONTH: { year: 'numeric', month: 'long' },
  DAY: { dateStyle: 'long' },
};

const written = (language: Language, form: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === 'hi' ? 'hi-IN' : 'en-IN', { ...form, timeZone: 'UTC' });

/** The name of the period that begins on a day. */
export const nameOf = (size: Size, from: string, language: Language) => written(language, forms[size]).format(new Date(from));

/** The name of a mark on the axis: no more than what is new there. */
export function tickName(at: Date, first: boolean, language: Language): string {
  if (at.getUTCDate() !== 1) return written(language, { day: 'numeric', month: 'short', ...(first && { year: 'numeric' }) }).format(at);
  if (at.getUTCMonth() === 0) return written(language, { year: 'numeric' }).format(at);
  return written(language, { month: 'short', ...(first && { year: 'numeric' }) }).format(at);
}
