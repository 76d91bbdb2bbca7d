// The true scale of time that bars and spans share.

import { scaleUtc, type ScaleTime } from 'd3-scale';
import { DAY, type Days } from './period.ts';

export type Scale = ScaleTime<number, number>;

/** From the begin of the first day to the end of the last. */
export const scaleOf = ({ from, to }: Days, width: number): Scale => scaleUtc().domain([Date.parse(from), Date.parse(to) + DAY]).range([0, width]);

export interface Extent {
  x: number;
  width: number;
  /** Whether it is one day, as the source has it. */
  day: boolean;
  /** Whether it goes on beyond what is known. */
  open: boolean;
}

/** Where a date lies; an open end reaches to the edge. Null where it has no day, or none in sight. */
export function extentOf(scale: Scale, earliest: string | null, latest: string | null): Extent | null {
  const [left = 0, right = 0] = scale.range();
  if (!earliest && !latest) return null;
  const from = earliest ? scale(Date.parse(earliest)) : left;
  const to = latest ? scale(Date.parse(latest) + DAY) : right;
  if (to <= left || from >= right) return null;
  const x = Math.max(left, from);
  return { x, width: Math.min(right, to) - x, day: earliest === latest, open: !earliest || !latest };
}

/** Marks with room for their names, on days' begins. */
export const ticksOf = (scale: Scale, width: number) => scale.ticks(Math.max(2, Math.floor(width / 95))).filter((it) => it.getTime() % DAY === 0);
