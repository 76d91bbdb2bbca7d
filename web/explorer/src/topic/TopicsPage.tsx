// Topics, and what they are part of.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { pageOf } from '../page/address.ts';
import { ListFilter } from '../page/ListFilter.tsx';
import { Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { RecordLink } from '../page/RecordLink.tsx';

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
  const { words, number } = useSpeaking();
  const { name } = query;
  const filter = name ? { name: { matches: name } } : {};
  const variables = { filter, ...pageOf(query, 30) };
  return (
    <Page title={words.kinds.TOPIC}>
      <ListFilter query={query} />
      <Answer query={TopicsQuery} variables={variables}>
        {({ topics }) => (
          <Panel title={words.kinds.TOPIC} count={topics.totalCount} data={topics}>
            {topics.nodes.length === 0 && <p>{words.list.empty}</p>}
            <ul class="plain grid">
              {topics.nodes.map((it) => (
                <li key={it.slug}>
                  <RecordLink of={it} /> <span class="minor">{words.count.meetings(number(it.meetings.totalCount))}</span>
                  <p class="minor">{it.broader && <Text>{it.broader.name}</Text>}</p>
                </li>
              ))}
            </ul>
            <Pager of={topics.pageInfo} />
          </Panel>
        )}
      </Answer>
    </Page>
  );
}
