// Officials, by name or by how many meetings show them.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { pageOf } from '../page/address.ts';
import { PageFields } from '../page/Pager.tsx';
import { LIST_PAGE, RecordList, namedIn, orderOf, stateIn } from '../page/RecordList.tsx';

const OfficialsQuery = graphql(
  `
    query Officials($filter: OfficialFilter, $orderBy: [OfficialOrder!], $first: Int, $after: String, $last: Int, $before: String) {
      officials(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        nodes {
          __typename
          slug
          name
          appointments { position { title organisation { __typename slug name } } }
          meetings { totalCount }
        }
        pageInfo { ...PageFields }
      }
    }
  `,
  [PageFields],
);

export default function OfficialsPage({ query }: PageProps) {
  const { words } = useSpeaking();
  const { state, organisation } = query;
  const filter = {
    ...namedIn(query),
    ...(state && { organisation: stateIn(query) }),
    ...(organisation && { organisation: { slug: { eq: organisation } } }),
  };
  const variables = { filter, ...orderOf(query), ...pageOf(query, LIST_PAGE) };
  return (
    <RecordList title={words.kinds.OFFICIAL} query={query} document={OfficialsQuery} variables={variables} of={({ officials }) => officials} ordered>
      {({ appointments }) => appointments.slice(0, 2).map(({ position }, at) => (
        <span key={at}>{at > 0 && '; '}<Text>{position.title}</Text>, <Text>{position.organisation.name}</Text></span>
      ))}
    </RecordList>
  );
}
