// Places, from countries to venues.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { pageOf } from '../page/address.ts';
import { PageFields } from '../page/Pager.tsx';
import { LIST_PAGE, RecordList, namedIn, orderOf, stateIn } from '../page/RecordList.tsx';

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
  const { words } = useSpeaking();
  const variables = { filter: { ...namedIn(query), ...stateIn(query) }, ...orderOf(query), ...pageOf(query, LIST_PAGE) };
  return (
    <RecordList title={words.kinds.PLACE} query={query} document={PlacesQuery} variables={variables} of={({ places }) => places} ordered>
      {(it) => <>{words.enums.PlaceKind[it.kind]}{it.within && <> · <Text>{it.within.name}</Text></>}</>}
    </RecordList>
  );
}
