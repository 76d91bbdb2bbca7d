// A topic: what it is part of, what is part of it, and what is about it.

import { graphql, type ResultOf } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { Evidence } from '../page/Evidence.tsx';
import { MeetingsFields, MeetingsPanel } from '../page/MeetingsPanel.tsx';
import { About, RecordFields } from '../page/Names.tsx';
import { Fact, Facts, Page } from '../page/Page.tsx';
import { RecordLink, RecordLinks } from '../page/RecordLink.tsx';
import { pageOf } from '../page/address.ts';

const TopicQuery = graphql(
  `
    query Topic($slug: String!, $first: Int, $after: String, $last: Int, $before: String) {
      topic(slug: $slug) {
        ...RecordFields
        broader { __typename slug name }
        narrower { __typename slug name }
        policies(first: 50) { nodes { __typename slug name } }
      }
      meetings(filter: { topic: { under: $slug } }, first: $first, after: $after, last: $last, before: $before) { ...MeetingsFields }
    }
  `,
  [MeetingsFields, RecordFields],
);

type Topic = ResultOf<typeof TopicQuery>;

export default function TopicPage({ params, query }: PageProps) {
  return (
    <Answer query={TopicQuery} variables={{ slug: params['slug'] ?? '', ...pageOf(query, 20) }}>
      {({ topic, meetings }) => topic && <Shown topic={topic} meetings={meetings} />}
    </Answer>
  );
}

function Shown({ topic: of, meetings }: { topic: NonNullable<Topic['topic']>; meetings: Topic['meetings'] }) {
  const { words } = useSpeaking();
  return (
    <Page title={of.name} kicker={<>{words.enums.RecordKind.TOPIC} <Evidence of={of.evidence} /></>}>
      <Facts>
        <Fact name={words.fact.broader}>{of.broader && <RecordLink of={of.broader} />}</Fact>
        <Fact name={words.fact.narrower}>{of.narrower.length > 0 && <RecordLinks of={of.narrower} />}</Fact>
        <Fact name={words.fact.policies}>{of.policies.nodes.length > 0 && <RecordLinks of={of.policies.nodes} />}</Fact>
      </Facts>
      <div class="columns">
        <MeetingsPanel of={meetings} filter={`topic=${of.slug}`} />
        <div><About of={of} /></div>
      </div>
    </Page>
  );
}
