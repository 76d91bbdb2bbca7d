// Meetings by period: solid what surely fell into it, hatched what may have, an outline for plans.

import { scaleLinear } from 'd3-scale';
import { useId } from 'preact/hooks';
import { useSpeaking } from '../language/index.tsx';
import { SvgLink } from '../page/SvgLink.tsx';
import { Axis, Hatch } from './Axis.tsx';
import { DAY, nameOf, type Size } from './period.ts';
import type { Scale } from './scale.ts';

export interface Period {
  from: string;
  to: string;
  certain: number;
  possible: number;
  /** Plans, and what was called off: surely or possibly in it. */
  planned: number;
  plannedPossible: number;
  /** All meetings in it, those too that fall out of the filter. */
  all: number;
}

export const shownOf = ({ certain, possible, planned, plannedPossible }: Period) => certain + possible + planned + plannedPossible;

interface Props {
  of: readonly Period[];
  size: Size;
  scale: Scale;
  width: number;
  href: (period: Period) => string;
}

const HEIGHT = 170;

export function Bars({ of, size, scale, width, href }: Props) {
  const { words, number, language } = useSpeaking();
  const hatch = useId();
  const high = heightOf(of);
  const counts = high.ticks(3).filter((it) => Number.isInteger(it) && it > 0);
  return (
    <svg class="bars" width={width} height={HEIGHT + 24} role="group" aria-label={words.timeline.bars}>
      <defs><Hatch id={hatch} /></defs>
      {counts.map((it) => (
        <g key={it} class="axis" aria-hidden="true">
          <line x1="0" x2={width} y1={high(it)} y2={high(it)} />
          <text x="2" y={high(it) - 3}>{number(it)}</text>
        </g>
      ))}
      <Axis scale={scale} width={width} height={HEIGHT} />
      {of.map((it) => {
        const begin = scale(Date.parse(it.from));
        const wide = scale(Date.parse(it.to) + DAY) - begin;
        const x = begin + (wide > 4 ? 1 : 0);
        const bar = Math.min(Math.max(1, wide - (wide > 4 ? 2 : 0)), 60);
        const left = x + (Math.max(1, wide - (wide > 4 ? 2 : 0)) - bar) / 2;
        const shown = shownOf(it);
        const dropped = it.all > shown && <rect class="fallen" x={left} width={bar} y={high(it.all)} height={HEIGHT - high(it.all)} />;
        if (shown === 0) return dropped && <g key={it.from} aria-hidden="true">{dropped}</g>;
        const label = words.timeline.period(nameOf(size, it.from, language), number(it.certain), number(it.possible), number(it.planned + it.plannedPossible));
        return (
          <g key={it.from}>
            {dropped}
            <SvgLink href={href(it)} label={label}>
              <Stack of={it} x={left} width={bar} high={high} hatch={hatch} />
              <rect class="hit" x={begin} width={Math.max(1, wide)} y="0" height={HEIGHT} />
            </SvgLink>
          </g>
        );
      })}
    </svg>
  );
}

/** As high as all meetings, so that a filter shows its part; unless that part is too small to be seen. */
function heightOf(of: readonly Period[]) {
  const shown = Math.max(1, ...of.map(shownOf));
  const all = Math.max(1, ...of.map((it) => it.all));
  return scaleLinear().domain([0, all > shown * 12 ? shown : all]).nice(3).range([HEIGHT, 16]).clamp(true);
}

interface StackProps {
  of: Period;
  x: number;
  width: number;
  high: (count: number) => number;
  hatch: string;
}

function Stack({ of, x, width, high, hatch }: StackProps) {
  const parts = [
    { name: 'certain', count: of.certain },
    { name: 'possible', count: of.possible },
    { name: 'planned', count: of.planned },
    { name: 'planned open', count: of.plannedPossible },
  ];
  let below = 0;
  return (
    <>
      {parts.filter((it) => it.count > 0).map(({ name, count }) => {
        const [bottom, top] = [high(below), high(below + count)];
        below += count;
        // Half a pixel keeps neighbours' outlines apart.
        return (
          <rect
            key={name} class={name} x={x + 0.5} width={Math.max(0.5, width - 1)} y={top + 0.5} height={Math.max(1.5, bottom - top - 1)}
            fill={name === 'possible' ? `url(#${hatch})` : undefined}
          />
        );
      })}
    </>
  );
}
