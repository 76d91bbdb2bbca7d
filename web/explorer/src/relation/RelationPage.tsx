// Two parties and the meetings in which both took part, each with its evidence; without one, the shortest way between them.

import { graphql, type ResultOf } from 'sabha-client';
import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { pageOf, pathOf, withQuery, type Named } from '../page/address.ts';
import { Answer } from '../page/answer.tsx';
import { Page } from '../page/Page.tsx';
import { PARTIES, partyOf } from '../page/party.ts';
import { RecordLink } from '../page/RecordLink.tsx';
import { SearchBox } from '../search/SearchBox.tsx';
import { Together } from './Together.tsx';
import './relation.css';

/** The address has slugs, perhaps former ones; the filter and the path want what these resolve to. */
const PartiesQuery = graphql(`
  query RelationParties($a: String!, $b: String!, $aOfficial: Boolean!, $aBody: Boolean!, $bOfficial: Boolean!, $bBody: Boolean!) {
    aOfficial: official(slug: $a) @include(if: $aOfficial) { __typename id slug name }
    aBody: organisation(slug: $a) @include(if: $aBody) { __typename id slug name }
    bOfficial: official(slug: $b) @include(if: $bOfficial) { __typename id slug name }
    bBody: organisation(slug: $b) @include(if: $bBody) { __typename id slug name }
    dataset { revision }
  }
`);

export type Side = NonNullable<ResultOf<typeof PartiesQuery>['aOfficial'] | ResultOf<typeof PartiesQuery>['aBody']>;

type Query = Record<string, string>;

export default function RelationPage({ query }: PageProps) {
  const [a, b] = [partyOf(query['a']), partyOf(query['b'])];
  const variables = {
    a: a?.slug ?? '', b: b?.slug ?? '',
    aOfficial: a?.folder === 'officials', aBody: a?.folder === 'organisations', bOfficial: b?.folder === 'officials', bBody: b?.folder === 'organisations',
  };
  return (
    <Answer query={PartiesQuery} variables={variables}>
      {({ aOfficial, aBody, bOfficial, bBody }) => <Both a={aOfficial ?? aBody ?? null} b={bOfficial ?? bBody ?? null} query={query} />}
    </Answer>
  );
}

function Both({ a, b, query }: { a: Side | null; b: Side | null; query: Query }) {
  const { words, link } = useSpeaking();
  const { route } = useLocation();
  const own = { ...(a && { a: pathOf(a).slice(1) }), ...(b && { b: pathOf(b).slice(1) }) };
  // A former slug's address becomes the present one.
  const moved = Object.entries(own).some(([name, it]) => partyOf(query[name])?.slug !== partyOf(it)?.slug);
  useEffect(() => {
    if (moved) route(link(withQuery('/relation', {}, { ...query, ...own })), true);
  }, [moved]);
  const same = a && b && a.id === b.id;
  return (
    <Page title={a && b ? words.relation.between(a.name, b.name) : words.relation.title} kicker={a && b && words.relation.title} lead={<p>{words.relation.lead}</p>}>
      {!a && !b && !query['a'] && !query['b'] && <p>{words.relation.choose}</p>}
      <div class="sides">
        <Picked name="a" title={words.relation.a} of={a} query={query} />
        <Picked name="b" title={words.relation.b} of={b} query={query} />
      </div>
      {same && <p role="alert">{words.relation.same}</p>}
      {a && b && !same && <Together a={a} b={b} page={pageOf(query, 20)} />}
    </Page>
  );
}

interface PickedProps {
  name: 'a' | 'b';
  title: string;
  of: Side | null;
  query: Query;
}

/** One side: who it is, or what is wrong with it, and a way to choose another. */
function Picked({ name, title, of, query }: PickedProps) {
  const { words, link } = useSpeaking();
  const { route } = useLocation();
  const choose = (it: Named) => route(link(withQuery('/relation', query, { [name]: pathOf(it).slice(1) })));
  const asked = query[name];
  const box = <SearchBox label={`${title}: ${words.relation.pick}`} kinds={PARTIES} choose={choose} />;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {of && <p><RecordLink of={of} /> <span class="minor">{words.enums.RecordKind[of.__typename === 'Official' ? 'OFFICIAL' : 'ORGANISATION']}</span></p>}
      {!of && asked && <p role="alert">{words.relation.unknown(asked)}</p>}
      {!of && !asked && <p class="minor">{words.relation.missing}</p>}
      {of ? <details><summary>{words.relation.change}<span class="unseen">: <Text>{of.name}</Text></span></summary>{box}</details> : box}
    </section>
  );
}
