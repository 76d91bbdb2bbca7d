// What is chosen of a list of meetings, each with a way to take it back.

import { useLocation } from 'preact-iso';
import { Text, useSpeaking } from '../language/index.tsx';
import { withQuery } from '../page/address.ts';
import { facets, parameter, type Facet } from './filter.ts';

interface Counted {
  by: Facet;
  values: readonly { key: string; label: string }[];
}

interface Props {
  /** What the values are called. */
  facets: readonly Counted[];
  query: Record<string, string>;
}

export function Chosen({ facets: counted, query }: Props) {
  const { words } = useSpeaking();
  const { path } = useLocation();
  const label = (name: string, key: string) => counted.find(({ by }) => parameter(by) === name)?.values.find((it) => it.key === key)?.label ?? key;
  const names: Record<string, string> = { from: words.list.from, to: words.list.to, name: words.list.name, possibly: words.list.possibly };
  const chosen = [...facets.map((it) => [parameter(it), words.enums.MeetingFacet[it]] as const), ...Object.entries(names)]
    .flatMap(([name, title]) => (query[name] ? [{ name, title, text: name === 'possibly' ? '' : label(name, query[name]) }] : []));
  if (chosen.length === 0) return null;
  return (
    <ul class="chips">
      {chosen.map(({ name, title, text }) => (
        <li key={name}>
          <a href={withQuery(path, query, { [name]: null })} aria-label={words.list.remove(`${title} ${text}`)}>{title}{text && ': '}<Text>{text}</Text> ×</a>
        </li>
      ))}
      <li><a href={path}>{words.list.clear}</a></li>
    </ul>
  );
}
