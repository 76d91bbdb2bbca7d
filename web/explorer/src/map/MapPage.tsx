// States by meetings, and places: a map, and the same as lists.

import { graphql, type ResultOf } from 'sabha-client';
import type { ComponentProps, FunctionComponent } from 'preact';
import { lazy } from 'preact-iso';
import { useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { Page, Panel } from '../page/Page.tsx';
import { RecordLink } from '../page/RecordLink.tsx';
import { useWidth } from '../page/width.ts';
import { legendOf } from './shade.ts';
import './map.css';

const MapQuery = graphql(`
  query Map {
    states(orderBy: [{ field: MEETING_COUNT, direction: DESC }], first: 100) {
      totalCount
      nodes {
        __typename
        slug
        name
        code
        country { slug }
        meetings { totalCount }
      }
    }
    places(orderBy: [{ field: MEETING_COUNT, direction: DESC }], first: 100) {
      totalCount
      nodes {
        __typename
        slug
        name
        kind
        latitude
        longitude
        meetings { totalCount }
        within { __typename slug name kind within { slug kind within { slug kind within { slug kind } } } }
      }
    }
  }
`);

type Map = ResultOf<typeof MapQuery>;
export type State = Map['states']['nodes'][number];
export type Place = Map['places']['nodes'][number];

/** The outlines are heavy and the lists are not, so the lists come first. */
const Picture = lazy(() => import('./Picture.tsx')) as FunctionComponent<ComponentProps<typeof import('./Picture.tsx').default>>;

export default function MapPage() {
  return <Answer query={MapQuery} variables={{}}>{(map) => <Shown of={map} />}</Answer>;
}

function Shown({ of: { states, places } }: { of: Map }) {
  const { words, number, link } = useSpeaking();
  const [element, width] = useWidth<HTMLDivElement>();
  const most = Math.max(0, ...states.nodes.map((it) => it.meetings.totalCount));
  const countries = new Set(states.nodes.filter((it) => it.code.startsWith('IN-')).map((it) => it.country.slug));
  const drawn = places.nodes.flatMap((it) => {
    const { latitude, longitude } = it;
    return latitude !== null && longitude !== null && isWithin(it, countries) ? [{ ...it, latitude, longitude }] : [];
  });
  return (
    <Page title={words.map.title} lead={<p>{words.map.lead}</p>}>
      <div class="columns">
        <section class="panel" aria-label={words.map.title}>
          <div ref={element} class="ground">{width > 0 && <Picture states={states.nodes} places={drawn} width={width} />}</div>
          <ul class="legend map">
            <li><Swatch shade={0} /> {words.map.none}</li>
            {legendOf(most).map(({ shade, from, to }) => <li key={shade}><Swatch shade={shade} /> {from === to ? number(from) : `${number(from)}–${number(to)}`}</li>)}
            <li class="dot"><svg width="14" height="12" aria-hidden="true"><circle class="mark" cx="7" cy="6" r="4.5" /></svg> {words.map.dot}</li>
            <li class="dot"><svg width="14" height="12" aria-hidden="true"><circle class="mark none" cx="7" cy="6" r="4.5" /></svg> {words.map.empty}</li>
          </ul>
          <p class="minor">{words.map.outline} {words.map.older}</p>
        </section>
        <div>
          <Panel title={words.kinds.STATE} count={states.totalCount} data={states}>
            <ul class="plain">
              {states.nodes.map((it) => (
                <li key={it.slug}><RecordLink of={it} /> <span class="minor">{words.count.meetings(number(it.meetings.totalCount))}</span></li>
              ))}
            </ul>
          </Panel>
          <Panel title={words.map.places} count={places.totalCount} data={places}>
            <ul class="plain">
              {places.nodes.map((it) => (
                <li key={it.slug}>
                  <RecordLink of={it} /> <span class="minor">{words.enums.PlaceKind[it.kind]} · {words.count.meetings(number(it.meetings.totalCount))}</span>
                  {it.within && <p class="minor"><RecordLink of={it.within} /></p>}
                </li>
              ))}
            </ul>
            {places.totalCount > places.nodes.length && <p><a href={link('/places')}>{words.count.more(number(places.totalCount - places.nodes.length))} →</a></p>}
          </Panel>
        </div>
      </div>
    </Page>
  );
}

interface Within {
  slug: string;
  kind: string;
  within?: Within | null;
}

/** Whether the country around a place is one of these; a place without a country around it may be. */
function isWithin(place: Within, countries: ReadonlySet<string>): boolean {
  for (let at: Within | null | undefined = place; at; at = at.within) if (at.kind === 'COUNTRY') return countries.has(at.slug);
  return true;
}

const Swatch = ({ shade }: { shade: number }) => <svg width="16" height="12" aria-hidden="true"><rect class={`shade-${shade}`} width="16" height="12" rx="2" /></svg>;
