// Policies, programmes and plans.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { pageOf } from '../page/address.ts';
import { ListFilter } from '../page/ListFilter.tsx';
import { Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { RecordLink } from '../page/RecordLink.tsx';
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
  const { words, number } = useSpeaking();
  const { state, name, order } = query;
  const filter = { ...(state && { state: { code: { eq: state } } }), ...(name && { name: { matches: name } }) };
  const variables = { filter, ...(order === 'meetings' && { orderBy: [{ field: 'MEETING_COUNT' as const, direction: 'DESC' as const }] }), ...pageOf(query, 30) };
  return (
    <Page title={words.kinds.POLICY}>
      <ListFilter query={query} ordered />
      <Answer query={PoliciesQuery} variables={variables}>
        {({ policies }) => (
          <Panel title={words.kinds.POLICY} count={policies.totalCount} data={policies}>
            {policies.nodes.length === 0 && <p>{words.list.empty}</p>}
            <ul class="plain grid">
              {policies.nodes.map((it) => (
                <li key={it.slug}>
                  <RecordLink of={it} /> <span class="minor">{words.count.meetings(number(it.meetings.totalCount))}</span>
                  <p class="minor">
                {words.enums.PolicyKind[it.kind]}{it.period && <> · <When of={it.period} /></>}{it.issuer && <> · <Text>{it.issuer.name}</Text></>}
              </p>
                </li>
              ))}
            </ul>
            <Pager of={policies.pageInfo} />
          </Panel>
        )}
      </Answer>
    </Page>
  );
}
