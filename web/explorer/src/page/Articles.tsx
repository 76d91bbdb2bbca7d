// The articles behind a record.

import { graphql, type FragmentOf } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import { Panel } from './Page.tsx';
import { RecordLink } from './RecordLink.tsx';
import { MomentFields, When } from './When.tsx';

export const ArticleRowFields = graphql(
  `
    fragment ArticleRowFields on Article @_unmask {
      __typename
      slug
      name
      publisher { __typename slug name }
      published { ...MomentFields }
    }
  `,
  [MomentFields],
);

type Row = FragmentOf<typeof ArticleRowFields>;

export function Articles({ of }: { of: readonly Row[] }) {
  const { words } = useSpeaking();
  if (of.length === 0) return null;
  return (
    <Panel title={words.fact.articles} data={of}>
      <ArticleRows of={of} />
    </Panel>
  );
}

export function ArticleRows({ of }: { of: readonly Row[] }) {
  return (
    <ul class="plain">
      {of.map((it) => (
        <li key={it.slug}>
          <RecordLink of={it} />
          <p class="minor">{it.publisher && <Text>{it.publisher.name}</Text>}{it.publisher && it.published && ' · '}{it.published && <When of={it.published} />}</p>
        </li>
      ))}
    </ul>
  );
}
