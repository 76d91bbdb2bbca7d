// What is drawn of a network: parties, and where many came together one meeting as a hub instead of a line for every two of them.

export interface Party {
  __typename: 'Official' | 'Organisation';
  id: string;
  slug: string;
  name: string;
}

export interface Network {
  nodes: readonly { distance: number; meetingCount: number; party: Party }[];
  links: readonly { from: string; to: string; meetingCount: number; meetings: readonly Meeting[] }[];
}

interface Meeting {
  __typename: 'Meeting';
  slug: string;
  name: string;
  status: string;
}

export interface GraphNode {
  id: string;
  of: Party | Meeting;
  /** How many meetings away; a hub is half a step from who was there. */
  distance: number;
  meetings: number;
  /** Whether nothing but plans leads here. */
  planned: boolean;
}

export interface GraphLink {
  from: string;
  to: string;
  meetings: number;
  planned: boolean;
  /** Whether one end is a hub. */
  hub: boolean;
}

export interface Graph {
  nodes: GraphNode[];
  links: GraphLink[];
}

/** From so many people on, a meeting is a hub. */
export const HUB = 12;

const isPlan = ({ status }: Meeting) => status !== 'HELD';

export function graphOf({ nodes, links }: Network): Graph {
  const hubs = hubsOf(links);
  const direct = links.flatMap(({ from, to, meetingCount, meetings }): GraphLink[] => {
    const others = meetings.filter((it) => !hubs.has(it.slug));
    const count = meetingCount - (meetings.length - others.length);
    return count > 0 ? [{ from, to, meetings: count, planned: meetingCount === meetings.length && others.every(isPlan), hub: false }] : [];
  });
  const spokes = [...hubs.values()].flatMap(({ meeting, parties }) =>
    [...parties].map((party): GraphLink => ({ from: idOf(meeting), to: party, meetings: 1, planned: isPlan(meeting), hub: true })));
  const all = [...direct, ...spokes];
  const surely = new Set(all.filter((it) => !it.planned).flatMap(({ from, to }) => [from, to]));
  const distances = new Map(nodes.map(({ party, distance }) => [party.id, distance]));
  return {
    nodes: [
      ...nodes.map(({ party, distance, meetingCount }): GraphNode => (
        { id: party.id, of: party, distance, meetings: meetingCount, planned: distance > 0 && !surely.has(party.id) }
      )),
      ...[...hubs.values()].map(({ meeting, parties }): GraphNode => (
        { id: idOf(meeting), of: meeting, distance: Math.min(...[...parties].map((it) => distances.get(it) ?? 3)) + 0.5, meetings: 1, planned: isPlan(meeting) }
      )),
    ],
    links: all,
  };
}

/** What is drawn of a dense graph: all lines of the middle, and of each other node the one inwards and the two strongest. */
export function thinned(graph: Graph): Graph {
  const { nodes, links } = graph;
  if (links.length <= nodes.length * 3) return graph;
  const distance = new Map(nodes.map((it) => [it.id, it.distance]));
  const far = (id: string) => distance.get(id) ?? 0;
  const kept = new Set(links.filter((it) => it.hub || far(it.from) === 0 || far(it.to) === 0));
  const strongest = links.toSorted((a, b) => b.meetings - a.meetings);
  for (const { id } of nodes) {
    const own = strongest.filter((it) => it.from === id || it.to === id);
    const inwards = own.find((it) => far(it.from === id ? it.to : it.from) < far(id));
    for (const it of [...(inwards ? [inwards] : []), ...own.filter((it) => !it.hub && far(it.from) > 0 && far(it.to) > 0).slice(0, 2)]) kept.add(it);
  }
  return { nodes, links: links.filter((it) => kept.has(it)) };
}

const idOf = ({ slug }: Meeting) => `meeting ${slug}`;

function hubsOf(links: Network['links']) {
  const met = new Map<string, { meeting: Meeting; parties: Set<string> }>();
  for (const { from, to, meetings } of links) {
    for (const meeting of meetings) {
      const { parties } = met.get(meeting.slug) ?? met.set(meeting.slug, { meeting, parties: new Set() }).get(meeting.slug)!;
      parties.add(from).add(to);
    }
  }
  return new Map([...met].filter(([, { parties }]) => parties.size >= HUB));
}
