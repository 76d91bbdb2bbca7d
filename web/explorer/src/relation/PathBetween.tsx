// The shortest chain of meetings from one party to another.

import { graphql } from 'sabha-client';
import { useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { pathOf } from '../page/address.ts';
import { Panel } from '../page/Page.tsx';
import { PartyFields } from '../page/party.ts';
import { RecordLink } from '../page/RecordLink.tsx';
import { MomentFields, When } from '../page/When.tsx';
import type { Side } from './RelationPage.tsx';

const PathQuery = graphql(
  `
    query RelationPath($from: ID!, $to: ID!) {
      path(from: $from, to: $to) {
        from { ...PartyFields }
        to { ...PartyFields }
        meetings(first: 3) {
          __typename
          slug
          name
          when { ...MomentFields }
        }
      }
    }
  `,
  [MomentFields, PartyFields],
);

export function PathBetween({ from, to }: { from: Side; to: Side }) {
  const { words, link } = useSpeaking();
  return (
    <Answer query={PathQuery} variables={{ from: from.id, to: to.id }}>
      {({ path }) => (
        <Panel title={words.relation.path} data={path}>
          {path.length === 0 && <p>{words.relation.noPath}</p>}
          <ol class="path">
            {path.map((step) => (
              <li key={step.to.id}>
                <RecordLink of={step.from} /> <a href={link(`/relation?a=${pathOf(step.from).slice(1)}&b=${pathOf(step.to).slice(1)}`)}>{words.relation.step}</a> <RecordLink of={step.to} />
                <ul class="plain minor">
                  {step.meetings.map((it) => <li key={it.slug}><When of={it.when} /> <RecordLink of={it} /></li>)}
                </ul>
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </Answer>
  );
}
