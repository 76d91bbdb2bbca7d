// The articles that the dataset rests on.

import { graphql } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { pageOf } from '../page/address.ts';
import { ArticleRowFields, ArticleRows } from '../page/Articles.tsx';
import { Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';

const ArticlesQuery = graphql(
  `
    query Articles($first: Int, $after: String, $last: Int, $before: String) {
      articles(first: $first, after: $after, last: $last, before: $before) {
        totalCount
        nodes { ...ArticleRowFields }
        pageInfo { ...PageFields }
      }
    }
  `,
  [ArticleRowFields, PageFields],
);

export default function ArticlesPage({ query }: PageProps) {
  const { words } = useSpeaking();
  return (
    <Page title={words.kinds.ARTICLE}>
      <Answer query={ArticlesQuery} variables={pageOf(query, 30)}>
        {({ articles }) => (
          <Panel title={words.kinds.ARTICLE} count={articles.totalCount} data={articles}>
            <ArticleRows of={articles.nodes} />
            <Pager of={articles.pageInfo} />
          </Panel>
        )}
      </Answer>
    </Page>
  );
}
