// The meetings of two, with what the sources say of each of them there.

import { graphql, type ResultOf } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import { Participant, StatusMark } from '../meeting/MeetingRow.tsx';
import { Answer } from '../page/answer.tsx';
import { Evidence, EvidenceFields } from '../page/Evidence.tsx';
import { Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { RecordLink } from '../page/RecordLink.tsx';
import { MomentFields, When } from '../page/When.tsx';
import { PathBetween } from './PathBetween.tsx';
import type { Side } from './RelationPage.tsx';

const TookPart = graphql(
  `
    fragment TookPart on Participation @_unmask {
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
  `,
  [EvidenceFields],
);

const TogetherQuery = graphql(
  `
    query Relation($both: MeetingFilter!, $plans: MeetingFilter!, $a: ParticipationFilter!, $b: ParticipationFilter!, $first: Int, $after: String, $last: Int, $before: String) {
      meetings(filter: $both, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        nodes {
          __typename
          slug
          name
          kind
          status
          when { ...MomentFields }
          place { __typename slug name }
          evidence(first: 10) { ...EvidenceFields }
          a: participations(filter: $a, first: 5) { nodes { ...TookPart } }
          b: participations(filter: $b, first: 5) { nodes { ...TookPart } }
        }
        pageInfo { ...PageFields }
      }
      plans: meetings(filter: $plans, first: 0) { totalCount }
    }
  `,
  [EvidenceFields, MomentFields, PageFields, TookPart],
);

interface Props {
  a: Side;
  b: Side;
  page: ReturnType<typeof import('../page/address.ts').pageOf>;
}

const of = ({ __typename, slug }: Side) => ({ [__typename === 'Official' ? 'official' : 'organisation']: { slug: { eq: slug } } });

export function Together({ a, b, page }: Props) {
  const { words, number } = useSpeaking();
  const both = { and: [{ participations: { some: of(a) } }, { participations: { some: of(b) } }] };
  const plans = { ...both, status: (['SCHEDULED', 'PROPOSED', 'CANCELLED'] as const).slice() };
  return (
    <Answer query={TogetherQuery} variables={{ both, plans, a: of(a), b: of(b), ...page }}>
      {({ meetings, plans }) => (
        <>
          <Panel title={words.relation.together} count={meetings.totalCount} data={meetings}>
            {meetings.totalCount === 0 && <p>{words.relation.none}</p>}
            {meetings.totalCount > 0 && plans.totalCount === meetings.totalCount && <p class="newer">{words.relation.onlyPlans}</p>}
            {plans.totalCount > 0 && plans.totalCount < meetings.totalCount && <p class="minor">{words.relation.somePlans(number(plans.totalCount))}</p>}
            <ol class="meetings">{meetings.nodes.map((it) => <Shared key={it.slug} of={it} />)}</ol>
            <Pager of={meetings.pageInfo} />
          </Panel>
          {meetings.totalCount === plans.totalCount && <PathBetween from={a} to={b} />}
        </>
      )}
    </Answer>
  );
}

type Meeting = ResultOf<typeof TogetherQuery>['meetings']['nodes'][number];
type Part = Meeting['a']['nodes'][number];

function Shared({ of }: { of: Meeting }) {
  const { words } = useSpeaking();
  // Who took part for a body did so once, for both.
  const parts = new Map([...of.a.nodes, ...of.b.nodes].map((it) => [it.id, it]));
  return (
    <li class={of.status === 'HELD' ? undefined : 'plan'}>
      <When of={of.when} status={of.status} />
      <div>
        <RecordLink of={of} /> <StatusMark status={of.status} /> <Evidence of={of.evidence} certainty={of.when.certainty === 'POSSIBLE' ? 'POSSIBLE' : 'STATED'} />
        <p class="minor">{words.enums.MeetingKind[of.kind]}{of.place && <> · <RecordLink of={of.place} /></>}</p>
        <ul class="took">{[...parts.values()].map((it) => <Took key={it.id} of={it} />)}</ul>
      </div>
    </li>
  );
}

function Took({ of }: { of: Part }) {
  const { words } = useSpeaking();
  const body = of.appointment?.position.organisation ?? (of.official ? of.organisation : null);
  return (
    <li>
      <Participant {...of} />{' '}
      <span class="minor">
        {of.appointment && <><Text>{of.appointment.position.title}</Text>, </>}
        {body && <><RecordLink of={body} /> · </>}
        {of.roles.map((role) => words.enums.ParticipationRole[role]).join(', ')}
      </span>{' '}
      <Evidence of={of.evidence} certainty={of.certainty} note={of.note} />
    </li>
  );
}
