// A network as a drawing: officials are round, bodies square, meetings of many a diamond between those who were there.

import { useMemo } from 'preact/hooks';
import { languageOf, useSpeaking } from '../language/index.tsx';
import { pathOf } from '../page/address.ts';
import { labels, shortened } from '../page/label.ts';
import { SvgLink } from '../page/SvgLink.tsx';
import type { Graph, GraphLink } from './graph.ts';
import { arranged, type Placed } from './layout.ts';

interface Props {
  of: Graph;
  width: number;
  /** The address of the network around another party. */
  around: (party: Placed['of']) => string;
}

export function Picture({ of, width, around }: Props) {
  const { words } = useSpeaking();
  const height = Math.round(Math.min(620, Math.max(300, 220 + of.nodes.length * 11), width * 1.15));
  const most = width < 640 ? 120 : 170;
  const [placed, names] = useMemo(() => {
    const nodes = arranged(of, width, height);
    return [nodes, labels(nodes.map((it) => ({ ...it, name: shortened(it.of.name, most) })), width, height)];
  }, [of, width, height]);
  const at = new Map(placed.map((it) => [it.id, it]));
  return (
    <svg class="network" width={width} height={height} role="group" aria-label={words.network.title}>
      <g>{of.links.map((it) => <Line key={`${it.from} ${it.to}`} of={it} from={at.get(it.from)} to={at.get(it.to)} />)}</g>
      {placed.map((it, index) => <Node key={it.id} of={it} label={names[index] ?? null} most={most} around={around} />)}
    </svg>
  );
}

interface LineProps {
  of: GraphLink;
  from: Placed | undefined;
  to: Placed | undefined;
}

function Line({ of, from, to }: LineProps) {
  const { words, link, number } = useSpeaking();
  if (!from || !to) return null;
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  const name = ['line', of.planned && 'planned', of.hub && 'hub', from.distance > 0 && to.distance > 0 && 'far'].filter(Boolean).join(' ');
  const label = words.network.line(from.of.name, to.of.name, words.count.meetings(number(of.meetings)));
  const href = of.hub ? pathOf(from.of) : `/relation?a=${pathOf(from.of).slice(1)}&b=${pathOf(to.of).slice(1)}`;
  return (
    <SvgLink href={link(href)} label={of.hub ? from.of.name : label} class={name} stop={false}>
      <line class="stroke" {...ends} stroke-width={Math.min(6, 0.7 + 0.65 * Math.log2(of.meetings + 1))} />
      <line class="hit" {...ends} />
    </SvgLink>
  );
}

interface NodeProps {
  of: Placed;
  label: { x: number; y: number; anchor: 'start' | 'middle' | 'end' } | null;
  most: number;
  around: (party: Placed['of']) => string;
}

function Node({ of: node, label, most, around }: NodeProps) {
  const { words, link, number, language } = useSpeaking();
  const { of, x, y, reach, planned } = node;
  const own = languageOf(of.name);
  const page = link(pathOf(of));
  const isParty = of.__typename !== 'Meeting' && node.distance > 0;
  const name = ['node', of.__typename.toLowerCase(), planned && 'planned', node.distance === 0 && 'centre', !label && 'quiet'].filter(Boolean).join(' ');
  const what = `${of.name} · ${words.enums.RecordKind[of.__typename === 'Meeting' ? 'MEETING' : of.__typename === 'Official' ? 'OFFICIAL' : 'ORGANISATION']}`;
  const about = of.__typename === 'Meeting' ? what : `${what} · ${words.count.meetings(number(node.meetings))}`;
  const written = label ?? { x, y: y - reach - 5, anchor: 'middle' as const };
  return (
    <g class={name}>
      <SvgLink href={isParty ? around(of) : page} label={isParty ? words.network.aroundThis(about) : about}>
        <rect class="hit" x={x - 13} y={y - 13} width="26" height="26" />
        <Mark of={of} x={x} y={y} reach={reach} />
      </SvgLink>
      {isParty ? (
        <SvgLink href={page} label={of.name} stop={false} tip={false}>
          <text x={written.x} y={written.y} text-anchor={written.anchor} lang={own === language ? undefined : (own ?? undefined)}>{shortened(of.name, most)}</text>
        </SvgLink>
      ) : (
        <text x={written.x} y={written.y} text-anchor={written.anchor} aria-hidden="true" lang={own === language ? undefined : (own ?? undefined)}>{shortened(of.name, most)}</text>
      )}
    </g>
  );
}

function Mark({ of, x, y, reach }: { of: Placed['of']; x: number; y: number; reach: number }) {
  if (of.__typename === 'Official') return <circle class="mark" cx={x} cy={y} r={reach} />;
  const side = reach * 1.8;
  const square = <rect class="mark" x={x - side / 2} y={y - side / 2} width={side} height={side} rx="2" transform={of.__typename === 'Meeting' ? `rotate(45 ${x} ${y})` : undefined} />;
  return square;
}
