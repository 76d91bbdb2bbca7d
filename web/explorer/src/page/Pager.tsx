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

export function Pager({ of }: { of: FragmentOf<typeof PageFields> }) {
  const { words } = useSpeaking();
  const { path, query } = useLocation();
  if (!of.hasNextPage && !of.hasPreviousPage) return null;
  const to = (change: Record<string, string | null>) => withQuery(path, query, change);
  return (
    <nav class="pager" aria-label={words.list.pages}>
      {of.hasPreviousPage && <a href={to({})}>{words.list.first}</a>}
      {of.hasPreviousPage && <a href={to({ before: of.startCursor })} rel="prev">← {words.list.previous}</a>}
      {of.hasNextPage && <a href={to({ after: of.endCursor })} rel="next">{words.list.next} →</a>}
    </nav>
  );
}
