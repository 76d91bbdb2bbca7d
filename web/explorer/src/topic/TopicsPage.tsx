// Topics, and what they are part of.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { pageOf } from '../page/address.ts';
import { PageFields } from '../page/Pager.tsx';
import { LIST_PAGE, RecordList, namedIn } from '../page/RecordList.tsx';

const TopicsQuery = graphql(
  `
    query Topics($filter: TopicFilter, $first: Int, $after: String, $last: Int, $before: String) {
      topics(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        nodes {
          __typename
          slug
          name
          broader { __typename slug name }
          meetings { totalCount }
        }
        pageInfo { ...PageFields }
      }
    }
  `,
  [PageFields],
);

export default function TopicsPage({ query }: PageProps) {
  const { words } = useSpeaking();
  const variables = { filter: namedIn(query), ...pageOf(query, LIST_PAGE) };
  return (
    <RecordList title={words.kinds.TOPIC} query={query} document={TopicsQuery} variables={variables} of={({ topics }) => topics}>
      {({ broader }) => broader && <Text>{broader.name}</Text>}
    </RecordList>
  );
}
