// A page's one question, and what its parts need to know of it.

import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { useQuery } from '@urql/preact';
import { createContext, type ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { useSpeaking } from '../language/index.tsx';
import { Missing } from '../frame/Missing.tsx';

interface Question {
  text: string;
  variables: object;
}

const Asked = createContext<Question>({ text: '', variables: {} });

export const useQuestion = () => useContext(Asked);

/** Where the playground opens a question. */
export const playground = ({ text, variables }: Question) =>
  `/playground#${new URLSearchParams({ query: text, variables: JSON.stringify(variables, null, 2) })}`;

interface Props<D, V extends object> {
  query: TypedDocumentNode<D, V>;
  variables: V;
  children: (data: D) => ComponentChildren;
}

/**
 * Asks once and shows the answer; while the next page is on its way the last one stays, dimmed. `children` answers null where
 * the record does not exist.
 */
export function Answer<D, V extends object>({ query, variables, children }: Props<D, V>) {
  const { words } = useSpeaking();
  const [{ data, error, fetching, stale }, again] = useQuery({ query, variables });
  if (!data) {
    if (!error) return <p class="loading" role="status">{words.site.loading}</p>;
    return <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />;
  }
  const shown = children(data);
  if (shown === null) return <Missing />;
  return (
    <Asked.Provider value={{ text: stringifyDocument(query), variables }}>
      {error && <p class="failure" role="alert">{words.site.partial} {error.message}</p>}
      <div class={fetching || stale ? 'waiting' : undefined} aria-busy={fetching}>{shown}</div>
    </Asked.Provider>
  );
}

function Failure({ error, again }: { error: Error; again: () => void }) {
  const { words } = useSpeaking();
  return (
    <div class="failure" role="alert">
      <h1>{words.site.failed}</h1>
      <p lang="en">{error.message}</p>
      <button type="button" onClick={again}>{words.site.retry}</button>
    </div>
  );
}
