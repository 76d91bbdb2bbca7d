// Whom somebody met, and who of them met one another: around one party, never everybody at once.

import { graphql, type ResultOf } from 'sabha-client';
import { useLocation } from 'preact-iso';
import { useMemo } from 'preact/hooks';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { pathOf, withQuery } from '../page/address.ts';
import { Page, Panel } from '../page/Page.tsx';
import { PARTIES, PartyFields, partyOf } from '../page/party.ts';
import { useWidth } from '../page/width.ts';
import { SearchBox } from '../search/SearchBox.tsx';
import { graphOf, thinned, type Network } from './graph.ts';
import { Legend } from './Legend.tsx';
import { List } from './List.tsx';
import { Picture } from './Picture.tsx';
import './network.css';

const BeginQuery = graphql(`
  query NetworkBegin {
    officials(orderBy: [{ field: MEETING_COUNT, direction: DESC }], first: 12) {
      nodes {
        __typename
        slug
        name
        counterparts(first: 0) { totalCount }
      }
    }
  }
`);

/** A network is asked for by a global id, and an address has a slug, perhaps a former one. */
const PartyQuery = graphql(`
  query NetworkParty($slug: String!, $body: Boolean!) {
    official(slug: $slug) @skip(if: $body) { __typename id slug name }
    organisation(slug: $slug) @include(if: $body) { __typename id slug name }
  }
`);

const NetworkQuery = graphql(
  `
    query Network($around: ID!, $depth: Int, $counting: EncounterFilter, $limit: Int) {
      network(around: $around, depth: $depth, counting: $counting, limit: $limit) {
        truncated
        nodes {
          distance
          meetingCount
          party { ...PartyFields }
        }
        links {
          from
          to
          meetingCount
          meetings(first: 5) { __typename slug name status }
        }
      }
    }
  `,
  [PartyFields],
);

/** More cannot be read as a drawing. */
const LIMIT = 40;

export default function NetworkPage({ query }: PageProps) {
  const { words, link } = useSpeaking();
  const { route } = useLocation();
  const asked = partyOf(query['around']);
  const pick = (
    <div class="picker">
      <SearchBox label={words.relation.pick} kinds={PARTIES} choose={(it) => route(link(withQuery('/network', query, { around: pathOf(it).slice(1) })))} />
    </div>
  );
  if (!asked) {
    return (
      <Page title={words.network.title} lead={<p>{words.network.lead}</p>}>
        {query['around'] && <p role="alert">{words.relation.unknown(query['around'])}</p>}
        <p>{words.network.choose}</p>
        {pick}
        <Answer query={BeginQuery} variables={{}}>{({ officials }) => <Begin of={officials.nodes} />}</Answer>
      </Page>
    );
  }
  return (
    <Answer query={PartyQuery} variables={{ slug: asked.slug, body: asked.folder === 'organisations' }}>
      {({ official, organisation }) => {
        const party = official ?? organisation;
        return (
          <Page
            title={party?.name ?? words.network.title} kicker={party && words.network.title}
            lead={party ? <p>{words.network.lead} <a href={link(pathOf(party))}>{words.network.page} →</a></p> : undefined}
          >
            {party ? <Around of={party.id} query={query} /> : <p role="alert">{words.relation.unknown(query['around'] ?? '')}</p>}
            <h2>{words.network.other}</h2>
            {pick}
          </Page>
        );
      }}
    </Answer>
  );
}

function Begin({ of }: { of: ResultOf<typeof BeginQuery>['officials']['nodes'] }) {
  const { words, link, number } = useSpeaking();
  return (
    <Panel title={words.home.most} data={of}>
      <ol class="plain">
        {of.map((it) => (
          <li key={it.slug}>
            <a href={link(`/network?around=${pathOf(it).slice(1)}`)}><Text>{it.name}</Text></a> <span class="minor">{words.network.metMany(number(it.counterparts.totalCount))}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Around({ of, query }: { of: string; query: Record<string, string> }) {
  const depth = Number(/^[123]$/.exec(query['depth'] ?? '')?.[0] ?? 1);
  const plans = !!query['plans'];
  const counting = { status: plans ? (['HELD', 'SCHEDULED', 'PROPOSED'] as const).slice() : (['HELD'] as const).slice(), invited: plans };
  return (
    <>
      <Choices depth={depth} plans={plans} query={query} />
      <Answer query={NetworkQuery} variables={{ around: of, depth, counting, limit: LIMIT }}>
        {({ network }) => <Drawn of={network} truncated={network.truncated} query={query} plans={plans} />}
      </Answer>
    </>
  );
}

function Choices({ depth, plans, query }: { depth: number; plans: boolean; query: Record<string, string> }) {
  const { words, number } = useSpeaking();
  const { path } = useLocation();
  return (
    <ul class="chips" aria-label={words.network.depth}>
      {[1, 2, 3].map((it) => (
        <li key={it}><a href={withQuery(path, query, { depth: String(it) })} aria-current={it === depth || undefined}>{words.network.steps(number(it))}</a></li>
      ))}
      <li><a href={withQuery(path, query, { plans: plans ? null : '1' })} aria-current={plans || undefined}>{words.network.plans}{plans && ' ×'}</a></li>
    </ul>
  );
}

interface DrawnProps {
  of: Network;
  truncated: boolean;
  query: Record<string, string>;
  plans: boolean;
}

function Drawn({ of, truncated, query, plans }: DrawnProps) {
  const { words, link } = useSpeaking();
  const [element, width] = useWidth<HTMLDivElement>();
  const [whole, graph] = useMemo(() => {
    const whole = graphOf(of);
    return [whole, thinned(whole)];
  }, [of]);
  const around = (party: Parameters<typeof pathOf>[0]) => link(withQuery('/network', query, { around: pathOf(party).slice(1) }));
  const picture = of.nodes.length > 1 && (
    <section key="picture" class="panel" aria-label={words.network.picture}>
      {width > 0 && <Picture of={graph} width={width} around={around} />}
      <Legend hubs={graph.nodes.some((it) => it.of.__typename === 'Meeting')} plans={plans} />
      <p class="minor">{words.network.how} {graph !== whole && words.network.thinned}</p>
    </section>
  );
  const list = <List key="list" of={of} around={around} />;
  return (
    <div ref={element}>
      {truncated && <p class="minor">{words.network.truncated}</p>}
      {/* On a narrow page the list is what can be read, so it comes first. */}
      {width < 560 ? [list, picture] : [picture, list]}
    </div>
  );
}

