// One box for Hindi, English and romanised Hindi, with suggestions: a combobox as WAI-ARIA describes it.

import { useClient } from '@urql/preact';
import { useLocation } from 'preact-iso';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { graphql, type ResultOf } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import type { Enum } from '../language/enums.ts';
import { kindOf, pathOf } from '../page/address.ts';

const Suggestions = graphql(`
  query Suggestions($text: String!, $kinds: [RecordKind!]) {
    search(text: $text, kinds: $kinds, first: 8) {
      nodes { __typename slug name }
    }
  }
`);

type Suggestion = ResultOf<typeof Suggestions>['search']['nodes'][number];

interface Props {
  /** What happens with a chosen record; its page is opened when nothing is said. */
  choose?: (record: Suggestion) => void;
  /** Only records of these kinds are suggested; all when nothing is said. It must be the same array each time. */
  kinds?: Enum<'RecordKind'>[];
  label?: string;
}

export function SearchBox({ choose, kinds, label }: Props) {
  const { words, link } = useSpeaking();
  const { route } = useLocation();
  const client = useClient();
  const id = useId();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Suggestion[]>([]);
  const [at, setAt] = useState(-1);
  const asked = useRef('');

  useEffect(() => {
    const wanted = text.trim();
    asked.current = wanted;
    setAt(-1);
    if (!wanted) return setFound([]);
    const wait = setTimeout(async () => {
      const { data } = await client.query(Suggestions, { text: wanted.slice(0, 200), ...(kinds && { kinds }) });
      // An answer that comes late is of what was typed before.
      if (asked.current === wanted) setFound(data?.search.nodes ?? []);
    }, 120);
    return () => clearTimeout(wait);
  }, [text, client, kinds]);

  const close = () => {
    asked.current = '';
    setFound([]);
    setAt(-1);
  };
  const take = (record: Suggestion) => {
    close();
    setText('');
    if (choose) choose(record);
    else route(link(pathOf(record)));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const chosen = found[at] ?? (choose ? found[0] : undefined);
    if (chosen) return take(chosen);
    if (!choose && text.trim()) {
      close();
      route(link(`/search?${new URLSearchParams({ q: text.trim() })}`));
    }
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || found.length === 0) return;
    event.preventDefault();
    // One place beside the suggestions is the text itself.
    setAt(((at + 1 + step + found.length + 1) % (found.length + 1)) - 1);
  };

  return (
    <form class="search" role="search" action={link('/search')} onSubmit={submit} aria-label={label ?? words.site.search}>
      <input
        name="q" type="text" inputmode="search" enterkeyhint="search" autocomplete="off" maxlength={200} placeholder={label ?? words.site.searchHint} value={text}
        list={undefined} role="combobox" aria-label={label ?? words.site.searchHint} aria-expanded={found.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        onInput={(event) => setText(event.currentTarget.value)} onKeyDown={move} onBlur={close}
      />
      <button type="submit">{choose ? words.relation.show : words.site.search}</button>
      <ul id={`${id}-list`} role="listbox" aria-label={words.search.suggestions} hidden={found.length === 0}>
        {found.map((it, index) => (
          <li
            key={`${it.__typename} ${it.slug}`} id={`${id}-${index}`} role="option" aria-selected={index === at}
            onMouseDown={(event) => { event.preventDefault(); take(it); }}
          >
            <Text>{it.name}</Text> <span class="minor">{words.enums.RecordKind[kindOf(it.__typename)]}</span>
          </li>
        ))}
      </ul>
    </form>
  );
}
