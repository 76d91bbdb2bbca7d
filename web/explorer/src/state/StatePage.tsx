// A state: its meetings wherever they were held, its places, bodies, officials and policies.

import { graphql, type ResultOf } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { Evidence } from '../page/Evidence.tsx';
import { Identifiers } from '../page/Identifiers.tsx';
import { MeetingsFields, MeetingsPanel } from '../page/MeetingsPanel.tsx';
import { About, RecordFields } from '../page/Names.tsx';
import { Fact, Facts, Page, Panel } from '../page/Page.tsx';
import { RecordLink } from '../page/RecordLink.tsx';
import { pageOf, type Named } from '../page/address.ts';

const StateQuery = graphql(
  `
    query State($code: String!, $first: Int, $after: String, $last: Int, $before: String) {
      state(code: $code) {
        ...RecordFields
        code
        wikidata
        country { __typename slug name }
        capital { __typename slug name }
        meetings(first: $first, after: $after, last: $last, before: $before) { ...MeetingsFields }
        officials(first: 20) { nodes { __typename slug name } totalCount }
        organisations(first: 20) { nodes { __typename slug name } totalCount }
        policies(first: 20) { nodes { __typename slug name } totalCount }
        places(first: 20) { nodes { __typename slug name } totalCount }
      }
    }
  `,
  [MeetingsFields, RecordFields],
);

type State = NonNullable<ResultOf<typeof StateQuery>['state']>;

export default function StatePage({ params, query }: PageProps) {
  return (
    <Answer query={StateQuery} variables={{ code: params['slug'] ?? '', ...pageOf(query, 20) }}>
      {({ state }) => state && <Shown of={state} />}
    </Answer>
  );
}

function Shown({ of }: { of: State }) {
  const { words, link } = useSpeaking();
  return (
    <Page title={of.name} kicker={<>{words.enums.RecordKind.STATE} <Evidence of={of.evidence} /></>}>
      <Facts>
        <Fact name={words.fact.code}><span lang="en">{of.code}</span></Fact>
        <Fact name={words.fact.capital}>{of.capital && <RecordLink of={of.capital} />}</Fact>
        <Fact name={words.fact.within}><RecordLink of={of.country} /></Fact>
        <Fact name={words.fact.identifiers}>{of.wikidata && <Identifiers wikidata={of.wikidata} />}</Fact>
      </Facts>
      <div class="columns">
        <MeetingsPanel of={of.meetings} filter={`state=${of.code}`} />
        <div>
          <Related title={words.kinds.OFFICIAL} of={of.officials} all={link(`/officials?state=${of.code}`)} />
          <Related title={words.kinds.ORGANISATION} of={of.organisations} all={link(`/organisations?state=${of.code}`)} />
          <Related title={words.kinds.POLICY} of={of.policies} all={link(`/policies?state=${of.code}`)} />
          <Related title={words.kinds.PLACE} of={of.places} all={link(`/places?state=${of.code}`)} />
          <About of={of} />
        </div>
      </div>
    </Page>
  );
}

interface RelatedProps {
  title: string;
  of: { nodes: Named[]; totalCount: number };
  all: string;
}

function Related({ title, of, all }: RelatedProps) {
  const { words, number } = useSpeaking();
  if (of.totalCount === 0) return null;
  return (
    <Panel title={title} count={of.totalCount} data={of}>
      <ul class="plain">{of.nodes.map((it) => <li key={it.slug}><RecordLink of={it} /></li>)}</ul>
      {of.totalCount > of.nodes.length && <p><a href={all}>{words.count.more(number(of.totalCount - of.nodes.length))} →</a></p>}
    </Panel>
  );
}
