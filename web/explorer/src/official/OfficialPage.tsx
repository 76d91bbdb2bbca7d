// An official: posts as the sources show them, meetings, and whom they met.

import { graphql, type ResultOf } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { ArticleRowFields, Articles } from '../page/Articles.tsx';
import { Counterparts, CounterpartsFields } from '../page/Counterparts.tsx';
import { Evidence, EvidenceFields } from '../page/Evidence.tsx';
import { Identifiers } from '../page/Identifiers.tsx';
import { MeetingsFields, MeetingsPanel } from '../page/MeetingsPanel.tsx';
import { About, RecordFields } from '../page/Names.tsx';
import { Fact, Facts, Page, Panel } from '../page/Page.tsx';
import { RecordLink } from '../page/RecordLink.tsx';
import { pageOf } from '../page/address.ts';
import { MomentFields, When } from '../page/When.tsx';
import { StatementFields, Statements } from '../meeting/Said.tsx';

const OfficialQuery = graphql(
  `
    query Official($slug: String!, $first: Int, $after: String, $last: Int, $before: String) {
      official(slug: $slug) {
        ...RecordFields
        __typename
        honorific
        wikidata
        appointments {
          id
          certainty
          note
          observed { ...MomentFields }
          position {
            title
            organisation { __typename slug name }
          }
          evidence(first: 5) { ...EvidenceFields }
        }
        meetings(first: $first, after: $after, last: $last, before: $before) { ...MeetingsFields }
        counterparts(first: 15) { ...CounterpartsFields }
        statements(first: 10) {
          totalCount
          nodes { ...StatementFields }
        }
        articles(first: 10) { ...ArticleRowFields }
      }
    }
  `,
  [ArticleRowFields, CounterpartsFields, EvidenceFields, MeetingsFields, MomentFields, RecordFields, StatementFields],
);

type Official = NonNullable<ResultOf<typeof OfficialQuery>['official']>;

export default function OfficialPage({ params, query }: PageProps) {
  return (
    <Answer query={OfficialQuery} variables={{ slug: params['slug'] ?? '', ...pageOf(query, 20) }}>
      {({ official }) => official && <Shown of={official} />}
    </Answer>
  );
}

function Shown({ of }: { of: Official }) {
  const { words, link } = useSpeaking();
  return (
    <Page title={of.name} kicker={<>{words.enums.RecordKind.OFFICIAL}{of.honorific && <> · <Text>{of.honorific}</Text></>} <Evidence of={of.evidence} /></>}>
      <Facts>
        <Fact name={words.fact.appointments}>
          {of.appointments.map((it) => (
            <div key={it.id}>
              <Text>{it.position.title}</Text>, <RecordLink of={it.position.organisation} /> <Evidence of={it.evidence} certainty={it.certainty} note={it.note} />
              {it.observed && <span class="minor"> {words.fact.observed}: <When of={it.observed} /></span>}
            </div>
          ))}
        </Fact>
        <Fact name={words.fact.identifiers}>{of.wikidata && <Identifiers wikidata={of.wikidata} />}</Fact>
      </Facts>
      <p><a href={link(`/network?around=officials/${of.slug}`)}>{words.pages.network} →</a></p>
      <div class="columns">
        <div>
          <MeetingsPanel of={of.meetings} filter={`official=${of.slug}`} />
          {of.statements.totalCount > 0 && (
            <Panel title={words.fact.statements} count={of.statements.totalCount} data={of.statements}><Statements of={of.statements.nodes} where /></Panel>
          )}
        </div>
        <div>
          <Counterparts of={of.counterparts} party={of} />
          <Articles of={of.articles} />
          <About of={of} />
        </div>
      </div>
    </Page>
  );
}
