// On to the next page of a list, and back: plain links, so that each page has its address.

import { graphql, type FragmentOf } from 'sabha-client';
import { useLocation } from 'preact-iso';
import { useSpeaking } from '../language/index.tsx';
import { withQuery } from './address.ts';

export const PageFields = graphql(`
  fragment PageFields on PageInfo @_unmask {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
`);

interface Props {
  of: FragmentOf<typeof PageFields>;
  /** Whether the list can only be read from the front. */
  forward?: boolean;
}

export function Pager({ of, forward = false }: Props) {
  const { words } = useSpeaking();
  const { path, query } = useLocation();
  if (!of.hasNextPage && !of.hasPreviousPage) return null;
  const to = (change: Record<string, string | null>) => withQuery(path, query, change);
  return (
    <nav class="pager" aria-label={words.list.pages}>
      {of.hasPreviousPage && <a href={to({})}>{words.list.first}</a>}
      {of.hasPreviousPage && !forward && <a href={to({ before: of.startCursor })} rel="prev">← {words.list.previous}</a>}
      {of.hasNextPage && <a href={to({ after: of.endCursor })} rel="next">{words.list.next} →</a>}
    </nav>
  );
}
