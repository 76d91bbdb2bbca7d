// Where a network's nodes stand: forces, computed to rest before anything is drawn. The same graph always lies the same way.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import type { Graph, GraphNode } from './graph.ts';

export interface Placed extends GraphNode {
  x: number;
  y: number;
  reach: number;
}

interface Body extends SimulationNodeDatum {
  id: string;
  reach: number;
}

/** How far a node's mark reaches from its middle, in pixels. */
export const reachOf = ({ distance, meetings, of }: GraphNode) =>
  of.__typename === 'Meeting' ? 8 : distance === 0 ? 13 : Math.min(11, 5.5 + 1.6 * Math.log2(meetings + 1));

const STEPS = 300;

/** All nodes of a graph within a box, in the order of what matters: the middle, then hubs, then the nearest and best connected. */
export function arranged({ nodes, links }: Graph, width: number, height: number): Placed[] {
  const bodies = nodes.map((it): Body => ({ id: it.id, reach: reachOf(it) }));
  const known = new Set(nodes.map((it) => it.id));
  const springs = links.filter((it) => known.has(it.from) && known.has(it.to)).map(({ from, to }) => ({ source: from, target: to }));
  forceSimulation(bodies)
    .force('links', forceLink<Body, (typeof springs)[number]>(springs).id((it) => it.id).distance(80))
    .force('apart', forceManyBody().strength(-320))
    .force('room', forceCollide<Body>((it) => it.reach + 12))
    .force('x', forceX(0).strength(0.05))
    .force('y', forceY(0).strength(0.05 * Math.max(1, width / height)))
    .stop()
    .tick(STEPS);
  const across = fit(bodies.map((it) => it.x ?? 0), width, Math.min(90, width / 6));
  const down = fit(bodies.map((it) => it.y ?? 0), height, 28);
  return nodes
    .map((it, at): Placed => ({ ...it, reach: reachOf(it), x: across(bodies[at]?.x ?? 0), y: down(bodies[at]?.y ?? 0) }))
    .sort((a, b) => rank(a) - rank(b) || b.meetings - a.meetings);
}

const rank = ({ distance, of }: GraphNode) => (distance === 0 ? 0 : of.__typename === 'Meeting' ? 0.5 : distance);

/** Brings values into a length with a margin, spread at most so that few nodes do not fly apart. */
function fit(values: number[], length: number, margin: number): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const scale = most > least ? Math.min(2.2, (length - 2 * margin) / (most - least)) : 1;
  const middle = (least + most) / 2;
  return (value) => length / 2 + (value - middle) * scale;
}
