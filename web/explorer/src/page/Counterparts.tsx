// Whom a party met, most often first; each leads to the page of the two.

import { graphql, type FragmentOf } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import { Panel } from './Page.tsx';
import { pathOf, type Named } from './address.ts';

export const CounterpartsFields = graphql(`
  fragment CounterpartsFields on CounterpartConnection @_unmask {
    totalCount
    edges {
      meetingCount
      node {
        __typename
        ... on Official { slug name }
        ... on Organisation { slug name }
      }
    }
  }
`);

interface Props {
  of: FragmentOf<typeof CounterpartsFields>;
  party: Named;
}

export function Counterparts({ of, party }: Props) {
  const { words, link, number } = useSpeaking();
  if (of.totalCount === 0) return null;
  return (
    <Panel title={words.fact.counterparts} count={of.totalCount} data={of.edges.map(({ meetingCount, node }) => ({ meetingCount, ...node }))}>
      <ol class="plain">
        {of.edges.map(({ node, meetingCount }) => (
          <li key={pathOf(node)}>
            <a href={link(`/relation?a=${pathOf(party).slice(1)}&b=${pathOf(node).slice(1)}`)}><Text>{node.name}</Text></a>{' '}
            <span class="minor">{words.count.meetings(number(meetingCount))}</span>
          </li>
        ))}
      </ol>
      {of.totalCount > of.edges.length && <p class="minor">{words.count.more(number(of.totalCount - of.edges.length))}</p>}
    </Panel>
  );
}
