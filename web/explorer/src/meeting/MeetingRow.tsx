// A meeting in a list: when, what, where, who.

import { graphql, type FragmentOf } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import type { Enum } from '../language/enums.ts';
import { RecordLink } from '../page/RecordLink.tsx';
import { MomentFields, When } from '../page/When.tsx';

export const MeetingRowFields = graphql(
  `
    fragment MeetingRowFields on Meeting @_unmask {
      __typename
      slug
      name
      kind
      status
      when { ...MomentFields }
      place { __typename slug name }
      participations(first: 4) {
        nodes {
          official { __typename slug name }
          organisation { __typename slug name }
          group
        }
        pageInfo { hasNextPage }
      }
    }
  `,
  [MomentFields],
);

export type MeetingRow = FragmentOf<typeof MeetingRowFields>;

export function MeetingRows({ of }: { of: readonly MeetingRow[] }) {
  const { words } = useSpeaking();
  if (of.length === 0) return <p>{words.list.empty}</p>;
  return <ol class="meetings">{of.map((it) => <Row key={it.slug} of={it} />)}</ol>;
}

function Row({ of }: { of: MeetingRow }) {
  const { words } = useSpeaking();
  const { nodes, pageInfo } = of.participations;
  return (
    <li class={of.status === 'HELD' ? undefined : 'plan'}>
      <When of={of.when} status={of.status} />
      <div>
        <RecordLink of={of} /> <StatusMark status={of.status} />
        <p class="minor">
          {words.enums.MeetingKind[of.kind]}
          {of.place && <> · <RecordLink of={of.place} /></>}
          {nodes.length > 0 && ' · '}
          {nodes.map((it, at) => (
            <span key={at}>{at > 0 && ', '}<Participant {...it} /></span>
          ))}
          {pageInfo.hasNextPage && ' …'}
        </p>
      </div>
    </li>
  );
}

type Participation = MeetingRow['participations']['nodes'][number];

/** Whoever took part: an official, else a body, else people without names. */
export function Participant({ official, organisation, group }: Participation) {
  if (official) return <RecordLink of={official} />;
  if (organisation) return <RecordLink of={organisation} />;
  return <Text>{group}</Text>;
}

/** Says that a meeting is a plan or was called off; says nothing of one that was held. */
export function StatusMark({ status }: { status: Enum<'MeetingStatus'> }) {
  const { words } = useSpeaking();
  if (status === 'HELD') return null;
  return <span class={`mark ${status.toLowerCase()}`} title={words.time.plan}>{words.enums.MeetingStatus[status]}</span>;
}
