// Organisations: governments, committees, companies, missions.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { pageOf } from '../page/address.ts';
import { ListFilter } from '../page/ListFilter.tsx';
import { Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { RecordLink } from '../page/RecordLink.tsx';

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
  const { words, number } = useSpeaking();
  const { state, name, order } = query;
  const filter = { ...(state && { state: { code: { eq: state } } }), ...(name && { name: { matches: name } }) };
  const variables = { filter, ...(order === 'meetings' && { orderBy: [{ field: 'MEETING_COUNT' as const, direction: 'DESC' as const }] }), ...pageOf(query, 30) };
  return (
    <Page title={words.kinds.ORGANISATION}>
      <ListFilter query={query} ordered />
      <Answer query={OrganisationsQuery} variables={variables}>
        {({ organisations }) => (
          <Panel title={words.kinds.ORGANISATION} count={organisations.totalCount} data={organisations}>
            {organisations.nodes.length === 0 && <p>{words.list.empty}</p>}
            <ul class="plain grid">
              {organisations.nodes.map((it) => (
                <li key={it.slug}>
                  <RecordLink of={it} /> <span class="minor">{words.count.meetings(number(it.meetings.totalCount))}</span>
                  <p class="minor">{words.enums.OrganisationKind[it.kind]}{it.place && <> · <Text>{it.place.name}</Text></>}</p>
                </li>
              ))}
            </ul>
            <Pager of={organisations.pageInfo} />
          </Panel>
        )}
      </Answer>
    </Page>
  );
}
