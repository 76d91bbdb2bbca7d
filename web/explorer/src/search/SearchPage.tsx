// What is found for a text, with the words that were found marked.

import { graphql, type ResultOf } from 'sabha-client';
import { useLocation } from 'preact-iso';
import type { PageProps } from '../frame/App.tsx';
import { useSpeaking } from '../language/index.tsx';
import type { Enum } from '../language/enums.ts';
import { Answer } from '../page/answer.tsx';
import { kindOf, withQuery } from '../page/address.ts';
import { Page, Panel } from '../page/Page.tsx';
import { RecordLink } from '../page/RecordLink.tsx';

const SearchQuery = graphql(`
  query Search($text: String!, $kinds: [RecordKind!], $after: String) {
    search(text: $text, kinds: $kinds, first: 20, after: $after) {
      totalCount
      edges {
        node { __typename slug name }
        matches {
          field
          language
          snippet
          ranges { start end }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const kinds = ['MEETING', 'OFFICIAL', 'ORGANISATION', 'POLICY', 'STATE', 'PLACE', 'TOPIC', 'ARTICLE'] as const satisfies Enum<'RecordKind'>[];

export default function SearchPage({ query }: PageProps) {
  const { words } = useSpeaking();
  const { path } = useLocation();
  const text = (query['q'] ?? '').trim();
  if (!text) return <Page title={words.search.title} lead={<p>{words.search.prompt}</p>}>{null}</Page>;
  const kind = kinds.find((it) => it.toLowerCase() === query['kind']);
  return (
    <Page title={words.search.results(text)}>
      <nav aria-label={words.search.kinds}>
        <ul class="chips">
          <li><a href={withQuery(path, query, { kind: null })} aria-current={!kind || undefined}>{words.search.all}</a></li>
          {kinds.map((it) => (
            <li key={it}><a href={withQuery(path, query, { kind: it.toLowerCase() })} aria-current={kind === it || undefined}>{words.kinds[it]}</a></li>
          ))}
        </ul>
      </nav>
      <Answer query={SearchQuery} variables={{ text, ...(kind && { kinds: [kind] }), ...(query['after'] && { after: query['after'] }) }}>
        {({ search }) => (
          <Panel title={words.search.title} count={search.totalCount} data={search.edges.map(({ node, matches }) => ({ ...node, matches }))}>
            {search.edges.length === 0 && <p>{words.search.none(text)}</p>}
            <ol class="plain">
              {search.edges.map(({ node, matches }) => (
                <li key={`${node.__typename} ${node.slug}`}>
                  <RecordLink of={node} /> <span class="minor">{words.enums.RecordKind[kindOf(node.__typename)]}</span>
                  {matches.filter((it) => it.snippet !== node.name).slice(0, 2).map((it, at) => <p class="minor" key={at}><Snippet of={it} /></p>)}
                </li>
              ))}
            </ol>
            {search.pageInfo.hasNextPage && (
              <nav class="pager" aria-label={words.list.pages}>
                <a href={withQuery(path, query, { after: search.pageInfo.endCursor })} rel="next">{words.list.next} →</a>
              </nav>
            )}
          </Panel>
        )}
      </Answer>
    </Page>
  );
}

type Match = ResultOf<typeof SearchQuery>['search']['edges'][number]['matches'][number];

/** The ranges count code points, as all offsets of the API do. */
function Snippet({ of: { snippet, ranges, language } }: { of: Match }) {
  const points = [...snippet];
  const parts = [];
  let at = 0;
  for (const { start, end } of ranges) {
    parts.push(points.slice(at, start).join(''), <mark key={start}>{points.slice(start, end).join('')}</mark>);
    at = end;
  }
  return <span lang={language}>{parts}{points.slice(at).join('')}</span>;
}
