// The bars as a table.

import { useSpeaking } from '../language/index.tsx';
import type { Period } from './Bars.tsx';
import { nameOf, type Size } from './period.ts';

interface Props {
  of: readonly Period[];
  size: Size;
  href: (period: Period) => string;
}

export function PeriodTable({ of, size, href }: Props) {
  const { words, number, language } = useSpeaking();
  return (
    <details class="table">
      <summary>{words.timeline.asTable}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.fact.period}</th>
            <th scope="col">{words.timeline.certain}</th>
            <th scope="col">{words.timeline.possible}</th>
            <th scope="col">{words.timeline.planned}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((it) => (
            <tr key={it.from}>
              <th scope="row"><a href={href(it)}>{nameOf(size, it.from, language)}</a></th>
              <td>{number(it.certain)}</td>
              <td>{number(it.possible)}</td>
              <td>{number(it.planned + it.plannedPossible)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
