// Officials, by name or by how many meetings show them.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { pageOf } from '../page/address.ts';
import { ListFilter } from '../page/ListFilter.tsx';
import { Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { RecordLink } from '../page/RecordLink.tsx';

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
  const { words, number } = useSpeaking();
  const { state, organisation, name, order } = query;
  const filter = { ...(state && { organisation: { state: { code: { eq: state } } } }), ...(organisation && { organisation: { slug: { eq: organisation } } }), ...(name && { name: { matches: name } }) };
  const variables = { filter, ...(order === 'meetings' && { orderBy: [{ field: 'MEETING_COUNT' as const, direction: 'DESC' as const }] }), ...pageOf(query, 30) };
  return (
    <Page title={words.kinds.OFFICIAL}>
      <ListFilter query={query} ordered />
      <Answer query={OfficialsQuery} variables={variables}>
        {({ officials }) => (
          <Panel title={words.kinds.OFFICIAL} count={officials.totalCount} data={officials}>
            {officials.nodes.length === 0 && <p>{words.list.empty}</p>}
            <ul class="plain grid">
              {officials.nodes.map((it) => (
                <li key={it.slug}>
                  <RecordLink of={it} /> <span class="minor">{words.count.meetings(number(it.meetings.totalCount))}</span>
                  <p class="minor">
                {it.appointments.slice(0, 2).map(({ position }, at) => <span key={at}>{at > 0 && '; '}<Text>{position.title}</Text>, <Text>{position.organisation.name}</Text></span>)}
              </p>
                </li>
              ))}
            </ul>
            <Pager of={officials.pageInfo} />
          </Panel>
        )}
      </Answer>
    </Page>
  );
}
