// A list of records, by name or by how many meetings there are of each, page by page.

import type { TypedDocumentNode } from '@urql/core';
import type { ComponentChildren } from 'preact';
import type { FragmentOf } from 'sabha-client';
import { useSpeaking } from '../language/index.tsx';
import { Answer } from './answer.tsx';
import type { Named } from './address.ts';
import { ListFilter } from './ListFilter.tsx';
import { Page, Panel } from './Page.tsx';
import { Pager, type PageFields } from './Pager.tsx';
import { RecordLink } from './RecordLink.tsx';

interface Listed extends Named {
  meetings: { totalCount: number };
}

interface Connection<N> {
  totalCount: number;
  nodes: readonly N[];
  pageInfo: FragmentOf<typeof PageFields>;
}

interface Props<D, V extends object, N extends Listed> {
  title: string;
  /** What the address asks for. */
  query: Record<string, string>;
  document: TypedDocumentNode<D, V>;
  variables: V;
  /** Whether the list can be ordered by how many meetings there are. */
  ordered?: boolean;
  of: (data: D) => Connection<N>;
  /** What is said of a record under its name. */
  children: (record: N) => ComponentChildren;
}

export function RecordList<D, V extends object, N extends Listed>(props: Props<D, V, N>) {
  const { title, query, document, variables, ordered = false, of, children } = props;
  const { words, number } = useSpeaking();
  return (
    <Page title={title}>
      <ListFilter query={query} ordered={ordered} />
      <Answer query={document} variables={variables}>
        {(data) => {
          const list = of(data);
          return (
            <Panel title={title} count={list.totalCount} data={list}>
              {list.nodes.length === 0 && <p>{words.list.empty}</p>}
              <ul class="plain grid">
                {list.nodes.map((it) => (
                  <li key={it.slug}>
                    <RecordLink of={it} /> <span class="minor">{words.count.meetings(number(it.meetings.totalCount))}</span>
                    <p class="minor">{children(it)}</p>
                  </li>
                ))}
              </ul>
              <Pager of={list.pageInfo} />
            </Panel>
          );
        }}
      </Answer>
    </Page>
  );
}

/** So many records are a page. */
export const LIST_PAGE = 30;

/** The order that an address asks for, as the API takes it; nothing for the order by name. */
export const orderOf = ({ order }: Record<string, string>) =>
  order === 'meetings' ? { orderBy: [{ field: 'MEETING_COUNT' as const, direction: 'DESC' as const }] } : {};

/** The filters by name and by state that an address asks for. */
export const namedIn = ({ name }: Record<string, string>) => (name ? { name: { matches: name } } : {});
export const stateIn = ({ state }: Record<string, string>) => (state ? { state: { code: { eq: state } } } : {});
