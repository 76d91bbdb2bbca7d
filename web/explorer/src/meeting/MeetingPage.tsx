// A meeting: when, where, who, about what, what came of it, and which source says so.

import { graphql, type ResultOf } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { ArticleRowFields, Articles } from '../page/Articles.tsx';
import { Evidence, EvidenceFields } from '../page/Evidence.tsx';
import { About, RecordFields } from '../page/Names.tsx';
import { Fact, Facts, Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { RecordLink, RecordLinks } from '../page/RecordLink.tsx';
import { pageOf } from '../page/address.ts';
import { MomentFields, When } from '../page/When.tsx';
import { MeetingRowFields, MeetingRows, Participant, StatusMark } from './MeetingRow.tsx';
import { OutcomeFields, Outcomes, StatementFields, Statements } from './Said.tsx';

const MeetingQuery = graphql(
  `
    query Meeting($slug: String!, $first: Int, $after: String, $last: Int, $before: String) {
      meeting(slug: $slug) {
        ...RecordFields
        kind
        status
        format
        summary
        when { ...MomentFields }
        place { __typename slug name }
        venue { __typename slug name }
        states { __typename slug name }
        topics { __typename slug name }
        partOf { __typename slug name }
        parts(first: 50, orderBy: [{ field: WHEN, direction: ASC }]) { nodes { ...MeetingRowFields } totalCount }
        participations(first: $first, after: $after, last: $last, before: $before) {
          totalCount
          nodes {
            id
            roles
            certainty
            note
            group
            official { __typename slug name }
            organisation { __typename slug name }
            appointment { position { title organisation { __typename slug name } } }
            evidence(first: 5) { ...EvidenceFields }
          }
          pageInfo { ...PageFields }
        }
        policies {
          id
          relation
          certainty
          note
          policy { __typename slug name }
          evidence(first: 5) { ...EvidenceFields }
        }
        outcomes { ...OutcomeFields }
        statements { ...StatementFields }
        articles { ...ArticleRowFields }
      }
    }
  `,
  [ArticleRowFields, EvidenceFields, MeetingRowFields, MomentFields, OutcomeFields, PageFields, RecordFields, StatementFields],
);

type Meeting = NonNullable<ResultOf<typeof MeetingQuery>['meeting']>;

export default function MeetingPage({ params, query }: PageProps) {
  return (
    <Answer query={MeetingQuery} variables={{ slug: params['slug'] ?? '', ...pageOf(query, 25) }}>
      {({ meeting }) => meeting && <Shown of={meeting} />}
    </Answer>
  );
}

function Shown({ of }: { of: Meeting }) {
  const { words } = useSpeaking();
  const about = (field: string) => of.evidence.filter((it) => it.field === field);
  const rest = of.evidence.filter((it) => !['when', 'place', 'venue', 'summary', 'status', 'format', 'states', 'topics', 'kind'].includes(it.field ?? ''));
  return (
    <Page
      title={of.name}
      kicker={<>{words.enums.MeetingKind[of.kind]} <StatusMark status={of.status} /></>}
      lead={of.summary && <><Text>{of.summary}</Text> <Evidence of={about('summary')} /></>}
    >
      {of.status !== 'HELD' && <p class="newer">{words.time.plan}</p>}
      <Facts>
        <Fact name={words.fact.when}><When of={of.when} status={of.status} /> <Evidence of={about('when')} certainty={of.when.certainty} note={of.when.note} /></Fact>
        <Fact name={words.fact.where}>{of.place ? <><RecordLink of={of.place} /> <Evidence of={about('place')} /></> : <span class="minor">{words.fact.none}</span>}</Fact>
        <Fact name={words.fact.venue}>{of.venue && <><RecordLink of={of.venue} /> <Evidence of={about('venue')} /></>}</Fact>
        <Fact name={words.fact.format}>{of.format !== 'UNSTATED' && <>{words.enums.MeetingFormat[of.format]} <Evidence of={about('format')} /></>}</Fact>
        <Fact name={words.fact.status}>{words.enums.MeetingStatus[of.status]} <Evidence of={about('status')} /></Fact>
        <Fact name={words.fact.states}>{of.states.length > 0 && <><RecordLinks of={of.states} /> <Evidence of={about('states')} /></>}</Fact>
        <Fact name={words.fact.topics}>{of.topics.length > 0 && <><RecordLinks of={of.topics} /> <Evidence of={about('topics')} /></>}</Fact>
        <Fact name={words.fact.partOf}>{of.partOf && <RecordLink of={of.partOf} />}</Fact>
        <Fact name={words.evidence.title}>{rest.length > 0 && <Evidence of={rest} />}</Fact>
      </Facts>
      <div class="columns">
        <div>
          {of.participations.totalCount > 0 && (
            <Panel title={words.fact.participants} count={of.participations.totalCount} data={of.participations}>
              <ul class="plain">
                {of.participations.nodes.map((it) => (
                  <li key={it.id}>
                    <Participant {...it} />{' '}
                    <Evidence of={it.evidence} certainty={it.certainty} note={it.note} />
                    <p class="minor">
                      {it.appointment && <><Text>{it.appointment.position.title}</Text>, <RecordLink of={it.appointment.position.organisation} /></>}
                      {!it.appointment && it.official && it.organisation && <RecordLink of={it.organisation} />}
                      {(it.appointment || (it.official && it.organisation)) && ' · '}
                      {it.roles.map((role) => words.enums.ParticipationRole[role]).join(', ')}
                    </p>
                  </li>
                ))}
              </ul>
              <Pager of={of.participations.pageInfo} />
            </Panel>
          )}
          {of.outcomes.length > 0 && <Panel title={words.fact.outcomes} count={of.outcomes.length} data={of.outcomes}><Outcomes of={of.outcomes} /></Panel>}
          {of.statements.length > 0 && <Panel title={words.fact.statements} count={of.statements.length} data={of.statements}><Statements of={of.statements} /></Panel>}
          {of.parts.totalCount > 0 && <Panel title={words.fact.parts} count={of.parts.totalCount} data={of.parts}><MeetingRows of={of.parts.nodes} /></Panel>}
        </div>
        <div>
          {of.policies.length > 0 && (
            <Panel title={words.fact.policies} data={of.policies}>
              <ul class="plain">
                {of.policies.map((it) => (
                  <li key={it.id}>
                    <RecordLink of={it.policy} /> <span class="minor">{words.enums.MentionRelation[it.relation]}</span> <Evidence of={it.evidence} certainty={it.certainty} note={it.note} />
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          <Articles of={of.articles} />
          <About of={of} />
        </div>
      </div>
    </Page>
  );
}
