// States, with how many meetings concern each.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { useSpeaking } from '../language/index.tsx';
import { pageOf } from '../page/address.ts';
import { PageFields } from '../page/Pager.tsx';
import { LIST_PAGE, RecordList, namedIn, orderOf } from '../page/RecordList.tsx';

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
  const { words } = useSpeaking();
  const variables = { filter: namedIn(query), ...orderOf(query), ...pageOf(query, LIST_PAGE) };
  return (
    <RecordList title={words.kinds.STATE} query={query} document={StatesQuery} variables={variables} of={({ states }) => states} ordered>
      {({ code }) => <span lang="en">{code}</span>}
    </RecordList>
  );
}
