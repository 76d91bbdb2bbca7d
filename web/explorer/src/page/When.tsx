// Dates as exact as the sources: a day is a dot, what is less sure a span, a plan an outline.

import { graphql, type FragmentOf } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import type { Enum } from '../language/enums.ts';

export const MomentFields = graphql(`
  fragment MomentFields on Moment @_unmask {
    edtf
    earliest
    latest
    precision
    certainty
    note
    display
  }
`);

export type Moment = FragmentOf<typeof MomentFields>;

interface Props {
  of: Moment;
  status?: Enum<'MeetingStatus'>;
}

/** A moment in words, with its span; what it leaves open is said to those who cannot see the span. */
export function When({ of, status = 'HELD' }: Props) {
  const { words } = useSpeaking();
  const hint = [
    isDay(of) ? null : words.time.uncertain,
    !isDay(of) && of.earliest && of.latest ? words.time.between(of.earliest, of.latest) : null,
    of.certainty === 'STATED' ? null : words.enums.Certainty[of.certainty],
    status === 'HELD' ? null : words.time.plan,
    of.note,
  ].filter((it) => it !== null);
  return (
    <span class="when" title={hint.join(' ')}>
      <Span of={of} planned={status !== 'HELD'} /> <time dateTime={of.earliest ?? undefined}><Text>{of.display}</Text></time>
      {hint.length > 0 && <span class="unseen"> ({hint.join(' ')})</span>}
    </span>
  );
}

const isDay = ({ precision, earliest, latest }: Moment) => precision === 'DAY' && earliest === latest;

const WIDTH = 34;

/** Wider, but not in proportion: a week and a year must both be seen beside a day. */
function Span({ of, planned }: { of: Moment; planned: boolean }) {
  const days = of.earliest && of.latest ? (Date.parse(of.latest) - Date.parse(of.earliest)) / 86_400_000 + 1 : Infinity;
  const width = days === Infinity ? WIDTH : Math.min(WIDTH, 8 + 3.1 * Math.log2(days));
  const kind = `${planned ? 'planned' : 'held'} ${of.certainty.toLowerCase()}`;
  return (
    <svg class={`span ${kind}`} width={WIDTH} height="10" viewBox={`0 0 ${WIDTH} 10`} aria-hidden="true">
      {days === 1 ? <circle cx="5" cy="5" r="3.5" /> : <rect x="1" y="2" width={width - 2} height="6" rx="3" class={of.latest && of.earliest ? undefined : 'open'} />}
    </svg>
  );
}
