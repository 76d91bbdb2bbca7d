import { describe, expect, it } from 'vitest';
import { codeOf, present } from '../src/map/codes.ts';
import { isInside, project } from '../src/map/mercator.ts';
import { legendOf, shadeOf } from '../src/map/shade.ts';
import { graphOf, HUB, thinned, type Network } from '../src/network/graph.ts';
import { arranged } from '../src/network/layout.ts';
import { labels, shortened, widthOf } from '../src/page/label.ts';
import { partyOf } from '../src/page/party.ts';
import { asList, hasRest, into, timeOf } from '../src/timeline/address.ts';
import { count, offered, sizeOf } from '../src/timeline/period.ts';
import { extentOf, scaleOf } from '../src/timeline/scale.ts';

describe('a timeline', () => {
  const days = { from: '2022-05-01', to: '2025-12-10' };

  it('counts the periods that days touch', () => {
    expect(count('YEAR', days)).toBe(4);
    expect(count('MONTH', days)).toBe(44);
    expect(count('DAY', { from: '2024-02-28', to: '2024-03-01' })).toBe(3);
  });

  it('has periods that can be read, and those that are asked for where they can be had', () => {
    expect(sizeOf(undefined, days)).toBe('MONTH');
    expect(sizeOf('year', days)).toBe('YEAR');
    expect(sizeOf('day', days)).toBe('MONTH');
    expect(sizeOf('weekly', days)).toBe('MONTH');
    expect(sizeOf(undefined, { from: '2025-08-01', to: '2025-08-31' })).toBe('DAY');
    expect(sizeOf(undefined, { from: '1500-01-01', to: '2025-01-01' })).toBe('YEAR');
    expect(offered(days)).toEqual(['YEAR', 'MONTH']);
  });

  it('draws a date as long as it is, and an open one to the edge', () => {
    const scale = scaleOf({ from: '2025-08-01', to: '2025-08-10' }, 100);
    expect(extentOf(scale, '2025-08-03', '2025-08-03')).toEqual({ x: 20, width: 10, day: true, open: false });
    expect(extentOf(scale, '2025-08-09', null)).toEqual({ x: 80, width: 20, day: false, open: true });
    expect(extentOf(scale, '2025-07-01', '2025-08-02')).toEqual({ x: 0, width: 20, day: false, open: false });
    expect(extentOf(scale, null, null)).toBeNull();
    expect(extentOf(scale, '2025-09-01', '2025-09-02')).toBeNull();
  });

  it('parts the address into time and the rest', () => {
    const query = { from: '2025-08-01', possibly: '1', kind: 'TALKS', by: 'month' };
    expect(timeOf(query)).toEqual({ when: { overlaps: { from: '2025-08-01' } } });
    expect(hasRest(query)).toBe(true);
    expect(hasRest({ year: '2025', by: 'month' })).toBe(false);
    expect(into(query, 'MONTH', { from: '2025-08-01', to: '2025-08-31' })).toBe('/timeline?from=2025-08-01&possibly=1&kind=TALKS&by=day&to=2025-08-31');
    expect(into({}, 'DAY', { from: '2025-08-01', to: '2025-08-01' })).toBe('/meetings?from=2025-08-01&to=2025-08-01&possibly=1');
    expect(asList(query)).toBe('/meetings?from=2025-08-01&possibly=1&kind=TALKS');
  });
});

/** Everybody met everybody, in one meeting. */
function gathering(people: number, status = 'HELD'): Network {
  const meeting = { __typename: 'Meeting' as const, slug: 'all', name: 'All', status };
  const party = (at: number) => ({ __typename: 'Official' as const, id: `id-${at}`, slug: `p-${at}`, name: `Person ${at}` });
  const pairs = Array.from({ length: people }, (_, a) => Array.from({ length: a }, (_, b) => ({ from: `id-${b}`, to: `id-${a}`, meetingCount: 1, meetings: [meeting] }))).flat();
  return { nodes: Array.from({ length: people }, (_, at) => ({ distance: Math.min(at, 1), meetingCount: 1, party: party(at) })), links: pairs };
}

describe('a network', () => {
  it('draws a line for every two of a few, and a hub for a meeting of many', () => {
    const few = graphOf(gathering(HUB - 1));
    expect(few.nodes).toHaveLength(HUB - 1);
    expect(few.links).toHaveLength(((HUB - 1) * (HUB - 2)) / 2);
    const many = graphOf(gathering(40));
    expect(many.nodes).toHaveLength(41);
    expect(many.links).toHaveLength(40);
    expect(many.links.every((it) => it.hub)).toBe(true);
  });

  it('draws of a dense one no more than can be read, and leaves nobody hanging', () => {
    const network = gathering(40);
    const links = network.links.map((it, at) => ({ ...it, meetings: [{ ...it.meetings[0]!, slug: `m-${at}` }] }));
    const whole = graphOf({ ...network, links });
    expect(whole.links).toHaveLength(780);
    const drawn = thinned(whole);
    expect(drawn.links.length).toBeLessThanOrEqual(3 * 40);
    for (const { id } of drawn.nodes) expect(drawn.links.some((it) => it.from === id || it.to === id)).toBe(true);
    expect(drawn.links.filter((it) => it.from === 'id-0' || it.to === 'id-0')).toHaveLength(39);
    const few = graphOf(gathering(5));
    expect(thinned(few)).toBe(few);
  });

  it('knows plans from meetings that took place', () => {
    const { nodes, links } = graphOf(gathering(3, 'PROPOSED'));
    expect(links.every((it) => it.planned)).toBe(true);
    expect(nodes.map((it) => it.planned)).toEqual([false, true, true]);
    expect(graphOf(gathering(3)).nodes.some((it) => it.planned)).toBe(false);
  });

  it.each([[1, 350, 300], [9, 350, 402], [60, 1112, 620]])('of %i lies within its drawing, the same each time', (people, width, height) => {
    const graph = graphOf(gathering(people));
    const placed = arranged(graph, width, height);
    expect(placed).toHaveLength(graph.nodes.length);
    for (const { x, y } of placed) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(height);
    }
    expect(placed[0]?.id).toBe('id-0');
    expect(arranged(graph, width, height)).toEqual(placed);
  });
});

describe('names in a drawing', () => {
  it('do not cover one another', () => {
    const point = (x: number, y: number) => ({ x, y, reach: 5, name: 'Somebody' });
    const [first, second, third] = labels([point(100, 100), point(100, 100), point(6, 12)], 110, 120);
    expect(first).toEqual({ x: 91, y: 104, anchor: 'end' });
    expect(second).not.toEqual(first);
    expect(third?.anchor).toBe('start');
    expect(labels([point(10, 10)], 20, 20)).toEqual([null]);
  });

  it('are cut to their room', () => {
    expect(shortened('JETRO', 100)).toBe('JETRO');
    const cut = shortened('Korea International Trade Association', 100);
    expect(cut).toBe('Korea…');
    expect(widthOf(cut)).toBeLessThanOrEqual(100);
    expect(shortened('Korea International Trade Association', 160)).toBe('Korea International…');
  });
});

describe('the map', () => {
  it.each([['Delhi', 28.61, 77.21, 189, 213], ['Mumbai', 19.08, 72.88, 98, 431], ['Kolkata', 22.57, 88.36, 422, 353]])('has %s in its place', (_, latitude, longitude, x, y) => {
    const at = project(latitude, longitude);
    expect(Math.abs(at.x - x)).toBeLessThan(3);
    expect(Math.abs(at.y - y)).toBeLessThan(6);
    expect(isInside(at)).toBe(true);
  });

  it('has no place for Tokyo', () => {
    expect(isInside(project(35.69, 139.69))).toBe(false);
  });

  it('knows every outline by a present code of ISO 3166-2', async () => {
    const { default: india } = await import('@svg-maps/india');
    const codes = (india as { locations: { id: string }[] }).locations.map((it) => codeOf(it.id));
    expect(codes).not.toContain(null);
    // Without Ladakh, and with the two parts of IN-DH.
    expect(new Set(codes).size).toBe(35);
    expect(['IN-CT', 'IN-OR', 'IN-TG', 'IN-UT', 'IN-DN', 'IN-DD'].map(present)).toEqual(['IN-CG', 'IN-OD', 'IN-TS', 'IN-UK', 'IN-DH', 'IN-DH']);
    expect(codes.every((it) => it !== null && present(it) === it)).toBe(true);
  });

  it('has a legend that says the same as the shades', () => {
    for (const most of [1, 2, 11, 100, 5_000]) {
      for (const { shade, from, to } of legendOf(most)) {
        expect(shadeOf(from, most)).toBe(shade);
        expect(shadeOf(to, most)).toBe(shade);
      }
      expect(legendOf(most).at(-1)?.to).toBe(most);
    }
    expect(shadeOf(0, 0)).toBe(0);
  });
});

describe('a party in an address', () => {
  it('is a kind and a slug', () => {
    expect(partyOf('officials/vishnu-deo-sai')).toEqual({ folder: 'officials', slug: 'vishnu-deo-sai' });
    expect(partyOf('/organisations/ntt')).toEqual({ folder: 'organisations', slug: 'ntt' });
    expect(['', undefined, 'places/durg', 'officials/', 'officials/A b', 'officials/a/b'].map(partyOf)).toEqual([null, null, null, null, null, null]);
  });
});
