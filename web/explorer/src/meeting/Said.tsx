// What came of meetings and what was said: an outcome is no statement, and a promise is no fact.

import { graphql, type FragmentOf } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import { Evidence, EvidenceFields } from '../page/Evidence.tsx';
import { RecordLink, RecordLinks } from '../page/RecordLink.tsx';
import { MomentFields, When } from '../page/When.tsx';

export const OutcomeFields = graphql(
  `
    fragment OutcomeFields on Outcome @_unmask {
      id
      kind
      text
      certainty
      note
      due { ...MomentFields }
      responsible { __typename slug name }
      decidedBy { __typename slug name }
      policies { __typename slug name }
      evidence(first: 10) { ...EvidenceFields }
    }
  `,
  [EvidenceFields, MomentFields],
);

export function Outcomes({ of }: { of: readonly FragmentOf<typeof OutcomeFields>[] }) {
  const { words } = useSpeaking();
  return (
    <ul class="plain">
      {of.map((it) => (
        <li key={it.id}>
          <b>{words.enums.OutcomeKind[it.kind]}:</b> <Text>{it.text}</Text> <Evidence of={it.evidence} certainty={it.certainty} note={it.note} />
          <p class="minor">
            {it.due && <>{words.fact.due}: <When of={it.due} status="SCHEDULED" /> </>}
            {it.responsible.length > 0 && <>{words.fact.responsible}: <RecordLinks of={it.responsible} /> </>}
            {it.decidedBy.length > 0 && <>{words.fact.decidedBy}: <RecordLinks of={it.decidedBy} /> </>}
            {it.policies.length > 0 && <>{words.fact.policies}: <RecordLinks of={it.policies} /></>}
          </p>
        </li>
      ))}
    </ul>
  );
}

export const StatementFields = graphql(
  `
    fragment StatementFields on Statement @_unmask {
      id
      text
      channel
      modality
      speaker { __typename slug name }
      organisation { __typename slug name }
      meeting { __typename slug name }
      topics { __typename slug name }
      evidence(first: 10) { ...EvidenceFields }
    }
  `,
  [EvidenceFields],
);

interface Props {
  of: readonly FragmentOf<typeof StatementFields>[];
  /** Whether to name the meeting; not on the meeting's own page. */
  where?: boolean;
}

export function Statements({ of, where = false }: Props) {
  const { words } = useSpeaking();
  return (
    <ul class="plain">
      {of.map((it) => (
        <li key={it.id}>
          {it.speaker && <><RecordLink of={it.speaker} />: </>}
          {!it.speaker && it.organisation && <><RecordLink of={it.organisation} />: </>}
          <Text>{it.text}</Text> <Evidence of={it.evidence} />
          <p class="minor">
            {words.enums.Modality[it.modality]} · {words.enums.StatementChannel[it.channel]}
            {it.topics.length > 0 && <> · <RecordLinks of={it.topics} /></>}
            {where && it.meeting && <> · <RecordLink of={it.meeting} /></>}
          </p>
        </li>
      ))}
    </ul>
  );
}
