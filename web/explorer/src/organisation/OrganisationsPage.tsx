// Organisations: governments, committees, companies, missions.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { pageOf } from '../page/address.ts';
import { PageFields } from '../page/Pager.tsx';
import { LIST_PAGE, RecordList, namedIn, orderOf, stateIn } from '../page/RecordList.tsx';

const OrganisationsQuery = graphql(
  `
    query Organisations($filter: OrganisationFilter, $orderBy: [OrganisationOrder!], $first: Int, $after: String, $last: Int, $before: String) {
      organisations(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        nodes {
          __typename
          slug
          name
          kind
          place { __typename slug name }
          meetings { totalCount }
        }
        pageInfo { ...PageFields }
      }
    }
  `,
  [PageFields],
);

export default function OrganisationsPage({ query }: PageProps) {
  const { words } = useSpeaking();
  const variables = { filter: { ...namedIn(query), ...stateIn(query) }, ...orderOf(query), ...pageOf(query, LIST_PAGE) };
  return (
    <RecordList title={words.kinds.ORGANISATION} query={query} document={OrganisationsQuery} variables={variables} of={({ organisations }) => organisations} ordered>
      {(it) => <>{words.enums.OrganisationKind[it.kind]}{it.place && <> · <Text>{it.place.name}</Text></>}</>}
    </RecordList>
  );
}
