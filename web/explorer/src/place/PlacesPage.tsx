// Places, from countries to venues.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { pageOf } from '../page/address.ts';
import { ListFilter } from '../page/ListFilter.tsx';
import { Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { RecordLink } from '../page/RecordLink.tsx';

const PlacesQuery = graphql(
  `
    query Places($filter: PlaceFilter, $orderBy: [PlaceOrder!], $first: Int, $after: String, $last: Int, $before: String) {
      places(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        nodes {
          __typename
          slug
          name
          kind
          within { __typename slug name }
          meetings { totalCount }
        }
        pageInfo { ...PageFields }
      }
    }
  `,
  [PageFields],
);

export default function PlacesPage({ query }: PageProps) {
  const { words, number } = useSpeaking();
  const { state, name, order } = query;
  const filter = { ...(state && { state: { code: { eq: state } } }), ...(name && { name: { matches: name } }) };
  const variables = { filter, ...(order === 'meetings' && { orderBy: [{ field: 'MEETING_COUNT' as const, direction: 'DESC' as const }] }), ...pageOf(query, 30) };
  return (
    <Page title={words.kinds.PLACE}>
      <ListFilter query={query} ordered />
      <Answer query={PlacesQuery} variables={variables}>
        {({ places }) => (
          <Panel title={words.kinds.PLACE} count={places.totalCount} data={places}>
            {places.nodes.length === 0 && <p>{words.list.empty}</p>}
            <ul class="plain grid">
              {places.nodes.map((it) => (
                <li key={it.slug}>
                  <RecordLink of={it} /> <span class="minor">{words.count.meetings(number(it.meetings.totalCount))}</span>
                  <p class="minor">{words.enums.PlaceKind[it.kind]}{it.within && <> · <Text>{it.within.name}</Text></>}</p>
                </li>
              ))}
            </ul>
            <Pager of={places.pageInfo} />
          </Panel>
        )}
      </Answer>
    </Page>
  );
}
