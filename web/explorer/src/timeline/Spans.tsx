// Every meeting where it lies in time: a day is a tick, what is less sure a span, a plan an outline.

import { useId } from 'preact/hooks';
import { graphql, type FragmentOf } from 'sabha-client';
import { languageOf, useSpeaking } from '../language/index.tsx';
import { pathOf } from '../page/address.ts';
import { shortened, widthOf } from '../page/label.ts';
import { SvgLink } from '../page/SvgLink.tsx';
import { MomentFields } from '../page/When.tsx';
import { Axis, Hatch } from './Axis.tsx';
import { extentOf, type Extent, type Scale } from './scale.ts';

export const SpanFields = graphql(
  `
    fragment SpanFields on Meeting @_unmask {
      __typename
      slug
      name
      kind
      status
      when { ...MomentFields }
    }
  `,
  [MomentFields],
);

type Span = FragmentOf<typeof SpanFields>;

interface Props {
  of: readonly Span[];
  /** Slugs of those that fit the filter; the others fade. */
  fitting: ReadonlySet<string>;
  scale: Scale;
  width: number;
}

export function Spans({ of, fitting, scale, width }: Props) {
  const { words } = useSpeaking();
  const hatch = useId();
  const narrow = width < 640;
  const row = narrow ? 40 : 26;
  const placed = of.flatMap((it) => {
    const extent = extentOf(scale, it.when.earliest, it.when.latest);
    return extent ? [{ it, extent }] : [];
  });
  const height = placed.length * row + 8;
  return (
    <svg class="spans" width={width} height={height + 24} role="group" aria-label={words.timeline.spans}>
      <defs><Hatch id={hatch} /></defs>
      <Axis scale={scale} width={width} height={height} />
      {placed.map(({ it, extent }, at) => (
        <g key={it.slug} transform={`translate(0 ${at * row + 4})`}>
          <Line of={it} extent={extent} width={width} row={row} narrow={narrow} hatch={hatch} fits={fitting.has(it.slug)} />
        </g>
      ))}
    </svg>
  );
}

interface LineProps {
  of: Span;
  extent: Extent;
  width: number;
  row: number;
  narrow: boolean;
  hatch: string;
  fits: boolean;
}

function Line({ of, extent: { x, width: long, day, open }, width, row, narrow, hatch, fits }: LineProps) {
  const { words, link, language } = useSpeaking();
  const possible = of.when.certainty === 'POSSIBLE';
  const held = of.status === 'HELD';
  const name = [
    'meeting', held ? 'held' : 'planned', of.when.certainty.toLowerCase(), open && 'open', of.status === 'CANCELLED' && 'cancelled', !fits && 'faded',
  ].filter(Boolean).join(' ');
  const label = [
    of.name, of.when.display, day ? null : words.time.uncertain, possible ? words.time.possible : null, held ? null : words.enums.MeetingStatus[of.status],
    fits ? null : words.timeline.fallen,
  ].filter((it) => it !== null).join(' · ');
  const middle = narrow ? row - 13 : row / 2;
  const thick = day ? 14 : 10;
  // A tick is as wide as its day, or as wide as can be seen.
  const wide = Math.max(day ? 4 : 6, long);
  const left = Math.max(0, Math.min(x, width - wide));
  const side = sideOf(left, wide, width, of.name, narrow);
  const own = languageOf(of.name);
  return (
    <g class={name}>
      <SvgLink href={link(pathOf(of))} label={label} stop={fits}>
        <rect class="hit" x="0" width={width} y="0" height={row} />
        <rect
          class="mark" x={left + 0.75} width={wide - 1.5} y={middle - thick / 2} height={thick} rx={day ? 1 : 4} fill={held && possible ? `url(#${hatch})` : undefined}
        />
      </SvgLink>
      {/* The link's own name says more; this is for the eye. */}
      <text x={side.x} y={narrow ? 15 : middle + 4} text-anchor={side.anchor} aria-hidden="true" lang={own === language ? undefined : (own ?? undefined)}>{side.text}</text>
    </g>
  );
}

/** The name beside the mark where there is more room; on a narrow page above it. */
function sideOf(x: number, wide: number, width: number, name: string, narrow: boolean) {
  const needed = widthOf(name);
  if (narrow) return { text: shortened(name, width), ...(x + needed < width ? { x, anchor: 'start' as const } : { x: width, anchor: 'end' as const }) };
  const [left, right] = [x - 8, width - x - wide - 8];
  const room = Math.max(left, right);
  // A span that fills the page has its name upon it.
  if (room < Math.min(needed, 120)) return { text: shortened(name, wide - 16), x: x + 10, anchor: 'start' as const };
  return right >= needed || right === room
    ? { text: shortened(name, right), x: x + wide + 8, anchor: 'start' as const }
    : { text: shortened(name, left), x: x - 8, anchor: 'end' as const };
}
