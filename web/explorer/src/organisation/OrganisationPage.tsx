// An organisation: what it is, who speaks for it, its meetings, and whom it met.

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
import { RecordLink, RecordLinks } from '../page/RecordLink.tsx';
import { pageOf } from '../page/address.ts';
import { MomentFields, When } from '../page/When.tsx';

const OrganisationQuery = graphql(
  `
    query Organisation($slug: String!, $first: Int, $after: String, $last: Int, $before: String) {
      organisation(slug: $slug) {
        ...RecordFields
        __typename
        kind
        wikidata
        website
        parent { __typename slug name }
        state { __typename slug name }
        place { __typename slug name }
        children(first: 20) { nodes { __typename slug name } totalCount }
        officials(first: 20) { nodes { __typename slug name } totalCount }
        positions(first: 20) {
          totalCount
          nodes {
            id
            title
            role
            exOfficio { title organisation { __typename slug name } }
            appointments {
              id
              certainty
              note
              official { __typename slug name }
              observed { ...MomentFields }
              evidence(first: 3) { ...EvidenceFields }
            }
            evidence(first: 3) { ...EvidenceFields }
          }
        }
        figures {
          id
          measure
          comparator
          value
          unit
          certainty
          note
          asOf { ...MomentFields }
          evidence(first: 5) { ...EvidenceFields }
        }
        policiesIssued(first: 20) { nodes { __typename slug name } totalCount }
        meetings(first: $first, after: $after, last: $last, before: $before) { ...MeetingsFields }
        counterparts(first: 15) { ...CounterpartsFields }
        articles(first: 10) { ...ArticleRowFields }
      }
    }
  `,
  [ArticleRowFields, CounterpartsFields, EvidenceFields, MeetingsFields, MomentFields, RecordFields],
);

type Organisation = NonNullable<ResultOf<typeof OrganisationQuery>['organisation']>;

export default function OrganisationPage({ params, query }: PageProps) {
  return (
    <Answer query={OrganisationQuery} variables={{ slug: params['slug'] ?? '', ...pageOf(query, 20) }}>
      {({ organisation }) => organisation && <Shown of={organisation} />}
    </Answer>
  );
}

function Shown({ of }: { of: Organisation }) {
  const { words, link, number } = useSpeaking();
  const more = ({ totalCount, nodes }: { totalCount: number; nodes: unknown[] }) =>
    totalCount > nodes.length && <span class="minor"> {words.count.more(number(totalCount - nodes.length))}</span>;
  return (
    <Page title={of.name} kicker={<>{words.enums.OrganisationKind[of.kind]} <Evidence of={of.evidence} /></>}>
      <Facts>
        <Fact name={words.fact.parent}>{of.parent && <RecordLink of={of.parent} />}</Fact>
        <Fact name={words.fact.states}>{of.state && <RecordLink of={of.state} />}</Fact>
        <Fact name={words.fact.where}>{of.place && <RecordLink of={of.place} />}</Fact>
        <Fact name={words.fact.children}>{of.children.nodes.length > 0 && <><RecordLinks of={of.children.nodes} />{more(of.children)}</>}</Fact>
        <Fact name={words.fact.officials}>{of.officials.nodes.length > 0 && <><RecordLinks of={of.officials.nodes} />{more(of.officials)}</>}</Fact>
        <Fact name={words.fact.issued}>{of.policiesIssued.nodes.length > 0 && <><RecordLinks of={of.policiesIssued.nodes} />{more(of.policiesIssued)}</>}</Fact>
        <Fact name={words.fact.website}>{of.website && <a href={of.website} rel="noreferrer" data-native lang="en">{of.website}</a>}</Fact>
        <Fact name={words.fact.identifiers}>{of.wikidata && <Identifiers wikidata={of.wikidata} />}</Fact>
      </Facts>
      <p><a href={link(`/network?around=organisations/${of.slug}`)}>{words.pages.network} →</a></p>
      <div class="columns">
        <div>
          <MeetingsPanel of={of.meetings} filter={`organisation=${of.slug}`} />
          <Positions of={of.positions} />
          <Figures of={of.figures} />
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

function Positions({ of }: { of: Organisation['positions'] }) {
  const { words } = useSpeaking();
  if (of.totalCount === 0) return null;
  return (
    <Panel title={words.fact.positions} count={of.totalCount} data={of}>
      <ul class="plain">
        {of.nodes.map((it) => (
          <li key={it.id}>
            <b><Text>{it.title}</Text></b>{it.role && <span class="minor"> {words.enums.SeatRole[it.role]}</span>} <Evidence of={it.evidence} />
            {it.exOfficio && <p class="minor">{words.fact.exOfficio}: <Text>{it.exOfficio.title}</Text>, <RecordLink of={it.exOfficio.organisation} /></p>}
            {it.appointments.map((held) => (
              <div key={held.id}>
                <RecordLink of={held.official} /> {held.observed && <span class="minor"><When of={held.observed} /></span>} <Evidence of={held.evidence} certainty={held.certainty} note={held.note} />
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Figures({ of }: { of: Organisation['figures'] }) {
  const { words, number } = useSpeaking();
  if (of.length === 0) return null;
  return (
    <Panel title={words.fact.figures} data={of}>
      <Facts>
        {of.map((it) => (
          <Fact key={it.id} name={it.measure}>
            {words.enums.Comparator[it.comparator]} {number(Number(it.value))} <span lang="en">{it.unit}</span>
            {it.asOf && <span class="minor"> ({words.fact.asOf}: <When of={it.asOf} />)</span>} <Evidence of={it.evidence} certainty={it.certainty} note={it.note} />
          </Fact>
        ))}
      </Facts>
    </Panel>
  );
}
