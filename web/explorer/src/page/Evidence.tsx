// Where a fact is written: folded beside the fact, opened by whoever asks.

import { graphql, type FragmentOf } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import type { Enum } from '../language/enums.ts';

export const EvidenceFields = graphql(`
  fragment EvidenceFields on Evidence @_unmask {
    start
    end
    line
    certainty
    quote
    note
    field
    article { slug name publisher { name } }
  }
`);

type Item = FragmentOf<typeof EvidenceFields>;

interface Props {
  of: Item[];
  /** How sure the fact itself is, and why. */
  certainty?: Enum<'Certainty'>;
  note?: string | null;
}

/** The evidence of one fact, and a mark where the fact is more than the source's plain word. */
export function Evidence({ of, certainty = 'STATED', note = null }: Props) {
  const { words, number } = useSpeaking();
  if (of.length === 0 && certainty === 'STATED' && !note) return null;
  return (
    <>
      <CertaintyMark certainty={certainty} />
      <details class="evidence">
        <summary aria-label={words.evidence.show(number(of.length))}>
          <span aria-hidden="true">❡{of.length > 1 && number(of.length)}</span>
        </summary>
        <div class="sources">
          {certainty === 'INFERRED' && <p>{words.evidence.inferred}</p>}
          {certainty === 'POSSIBLE' && <p>{words.evidence.possible}</p>}
          {note && <p><b>{words.evidence.note}:</b> <Text>{note}</Text></p>}
          {of.length === 0 && <p>{words.evidence.none}</p>}
          <ul>{of.map((it) => <Source key={`${it.article.slug} ${it.start} ${it.end} ${it.field}`} {...it} />)}</ul>
        </div>
      </details>
    </>
  );
}

function Source({ article, start, end, line, certainty, quote, note, field }: Item) {
  const { words, link, number } = useSpeaking();
  return (
    <li>
      <a href={link(`/articles/${article.slug}`)}><Text>{article.name}</Text></a>
      {article.publisher && <>, <Text>{article.publisher.name}</Text></>}
      {', '}{words.evidence.line(number(line))}, {words.evidence.span(number(start), number(end))}
      {field && <> · {words.evidence.field} <code lang="en">{field}</code></>} <CertaintyMark certainty={certainty} />
      {quote && <blockquote aria-label={words.evidence.quote}><Text>{quote}</Text></blockquote>}
      {note && <p class="note"><Text>{note}</Text></p>}
    </li>
  );
}

/** Says that something is inferred or only possible; says nothing of what a source states. */
export function CertaintyMark({ certainty }: { certainty: Enum<'Certainty'> }) {
  const { words } = useSpeaking();
  if (certainty === 'STATED') return null;
  return <span class={`mark ${certainty.toLowerCase()}`}>{words.enums.Certainty[certainty]}</span>;
}
