// Policies, programmes and plans.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { pageOf } from '../page/address.ts';
import { PageFields } from '../page/Pager.tsx';
import { LIST_PAGE, RecordList, namedIn, orderOf, stateIn } from '../page/RecordList.tsx';
import { MomentFields, When } from '../page/When.tsx';

const PoliciesQuery = graphql(
  `
    query Policies($filter: PolicyFilter, $orderBy: [PolicyOrder!], $first: Int, $after: String, $last: Int, $before: String) {
      policies(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        nodes {
          __typename
          slug
          name
          kind
          period { ...MomentFields }
          issuer { __typename slug name }
          meetings { totalCount }
        }
        pageInfo { ...PageFields }
      }
    }
  `,
  [MomentFields, PageFields],
);

export default function PoliciesPage({ query }: PageProps) {
  const { words } = useSpeaking();
  const variables = { filter: { ...namedIn(query), ...stateIn(query) }, ...orderOf(query), ...pageOf(query, LIST_PAGE) };
  return (
    <RecordList title={words.kinds.POLICY} query={query} document={PoliciesQuery} variables={variables} of={({ policies }) => policies} ordered>
      {(it) => <>{words.enums.PolicyKind[it.kind]}{it.period && <> · <When of={it.period} /></>}{it.issuer && <> · <Text>{it.issuer.name}</Text></>}</>}
    </RecordList>
  );
}
