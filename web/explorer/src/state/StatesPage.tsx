// States, with how many meetings concern each.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { pageOf } from '../page/address.ts';
import { ListFilter } from '../page/ListFilter.tsx';
import { Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { RecordLink } from '../page/RecordLink.tsx';

const StatesQuery = graphql(
  `
    query States($filter: StateFilter, $orderBy: [StateOrder!], $first: Int, $after: String, $last: Int, $before: String) {
      states(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        nodes {
          __typename
          slug
          name
          code
          meetings { totalCount }
        }
        pageInfo { ...PageFields }
      }
    }
  `,
  [PageFields],
);

export default function StatesPage({ query }: PageProps) {
  const { words, number } = useSpeaking();
  const { name, order } = query;
  const filter = name ? { name: { matches: name } } : {};
  const variables = { filter, ...(order === 'meetings' && { orderBy: [{ field: 'MEETING_COUNT' as const, direction: 'DESC' as const }] }), ...pageOf(query, 30) };
  return (
    <Page title={words.kinds.STATE}>
      <ListFilter query={query} ordered />
      <Answer query={StatesQuery} variables={variables}>
        {({ states }) => (
          <Panel title={words.kinds.STATE} count={states.totalCount} data={states}>
            {states.nodes.length === 0 && <p>{words.list.empty}</p>}
            <ul class="plain grid">
              {states.nodes.map((it) => (
                <li key={it.slug}>
                  <RecordLink of={it} /> <span class="minor">{words.count.meetings(number(it.meetings.totalCount))}</span>
                  <p class="minor" lang="en">{it.code}</p>
                </li>
              ))}
            </ul>
            <Pager of={states.pageInfo} />
          </Panel>
        )}
      </Answer>
    </Page>
  );
}
