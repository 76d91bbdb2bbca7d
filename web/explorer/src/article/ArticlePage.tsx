// An article: what it is, and every place in it that something rests on.

import { graphql, type ResultOf } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { StatementFields, Statements } from '../meeting/Said.tsx';
import { Answer } from '../page/answer.tsx';
import { CertaintyMark } from '../page/Evidence.tsx';
import { About, RecordFields } from '../page/Names.tsx';
import { Fact, Facts, Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { RecordLink } from '../page/RecordLink.tsx';
import { kindOf } from '../page/address.ts';
import { MomentFields, When } from '../page/When.tsx';

const ArticleQuery = graphql(
  `
    query Article($slug: String!, $after: String) {
      article(slug: $slug) {
        ...RecordFields
        byline
        language
        length
        sha256
        url
        publisher { __typename slug name }
        dateline { __typename slug name }
        published { ...MomentFields }
        records(first: 50) {
          totalCount
          nodes { __typename slug name }
        }
        statements(first: 20) {
          totalCount
          nodes { ...StatementFields }
        }
        citations(first: 25, after: $after) {
          totalCount
          nodes {
            id
            start
            end
            line
            certainty
            field
            quote
            note
            subject {
              __typename
              ... on Record { name slug }
              ... on Participation { meeting { __typename slug name } official { __typename slug name } organisation { __typename slug name } group }
              ... on Outcome { text meeting { __typename slug name } }
              ... on Statement { text in: meeting { __typename slug name } }
              ... on PolicyMention { meeting { __typename slug name } policy { __typename slug name } }
              ... on Appointment { holder: official { __typename slug name } }
              ... on Position { title body: organisation { __typename slug name } }
              ... on Figure { measure body: organisation { __typename slug name } }
            }
          }
          pageInfo { ...PageFields }
        }
      }
    }
  `,
  [MomentFields, PageFields, RecordFields, StatementFields],
);

type Article = NonNullable<ResultOf<typeof ArticleQuery>['article']>;

export default function ArticlePage({ params, query }: PageProps) {
  return (
    <Answer query={ArticleQuery} variables={{ slug: params['slug'] ?? '', ...(query['after'] && { after: query['after'] }) }}>
      {({ article }) => article && <Shown of={article} />}
    </Answer>
  );
}

function Shown({ of }: { of: Article }) {
  const { words, number } = useSpeaking();
  return (
    <Page title={of.name} kicker={words.enums.RecordKind.ARTICLE}>
      <Facts>
        <Fact name={words.fact.publisher}>{of.publisher && <RecordLink of={of.publisher} />}</Fact>
        <Fact name={words.fact.byline}>{of.byline && <Text>{of.byline}</Text>}</Fact>
        <Fact name={words.fact.published}>{of.published && <When of={of.published} />}</Fact>
        <Fact name={words.fact.dateline}>{of.dateline && <RecordLink of={of.dateline} />}</Fact>
        <Fact name={words.fact.language}>{new Intl.DisplayNames([words.site.name === 'Sabha' ? 'en' : 'hi'], { type: 'language' }).of(of.language)}</Fact>
        <Fact name={words.fact.url}>{of.url && <a href={of.url} rel="noreferrer" data-native lang="en">{of.url}</a>}</Fact>
        <Fact name={words.fact.length}>{words.fact.codePoints(number(of.length))}</Fact>
        <Fact name={words.fact.sha256}><code lang="en">{of.sha256}</code></Fact>
      </Facts>
      <div class="columns">
        <div>
          <Panel title={words.fact.citations} count={of.citations.totalCount} data={of.citations}>
            <ol class="plain">{of.citations.nodes.map((it) => <Citation key={it.id} of={it} />)}</ol>
            <Pager of={of.citations.pageInfo} forward />
          </Panel>
          {of.statements.totalCount > 0 && <Panel title={words.fact.statements} count={of.statements.totalCount} data={of.statements}><Statements of={of.statements.nodes} /></Panel>}
        </div>
        <div>
          <Panel title={words.fact.records} count={of.records.totalCount} data={of.records}>
            <ul class="plain">
              {of.records.nodes.map((it) => (
                <li key={`${it.__typename} ${it.slug}`}>
                  <RecordLink of={it} /> <span class="minor">{words.enums.RecordKind[kindOf(it.__typename)]}</span>
                </li>
              ))}
            </ul>
            {of.records.totalCount > of.records.nodes.length && <p class="minor">{words.count.more(number(of.records.totalCount - of.records.nodes.length))}</p>}
          </Panel>
          <About of={of} />
        </div>
      </div>
    </Page>
  );
}

type CitationOf = Article['citations']['nodes'][number];

function Citation({ of }: { of: CitationOf }) {
  const { words, number } = useSpeaking();
  return (
    <li>
      <Subject of={of.subject} /> <CertaintyMark certainty={of.certainty} />
      <p class="minor">
        {words.evidence.line(number(of.line))}, {words.evidence.span(number(of.start), number(of.end))}
        {of.field && <> · <code lang="en">{of.field}</code></>}
      </p>
      {of.quote && <blockquote><Text>{of.quote}</Text></blockquote>}
      {of.note && <p class="minor"><Text>{of.note}</Text></p>}
    </li>
  );
}

/** What a place in the article supports: a record, or a part of one with its record. */
function Subject({ of }: { of: CitationOf['subject'] }) {
  switch (of.__typename) {
    case 'Participation':
      return <>{of.official ? <RecordLink of={of.official} /> : of.organisation ? <RecordLink of={of.organisation} /> : <Text>{of.group}</Text>} → <RecordLink of={of.meeting} /></>;
    case 'Outcome':
      return <><Text>{of.text}</Text> → <RecordLink of={of.meeting} /></>;
    case 'Statement':
      return <><Text>{of.text}</Text>{of.in && <> → <RecordLink of={of.in} /></>}</>;
    case 'PolicyMention':
      return <><RecordLink of={of.policy} /> → <RecordLink of={of.meeting} /></>;
    case 'Appointment':
      return <RecordLink of={of.holder} />;
    case 'Position':
      return <><Text>{of.title}</Text>, <RecordLink of={of.body} /></>;
    case 'Figure':
      return <><Text>{of.measure}</Text>: <RecordLink of={of.body} /></>;
    case 'Meeting': case 'Official': case 'Organisation': case 'Policy': case 'State': case 'Place': case 'Topic': case 'Article':
      return <RecordLink of={of} />;
    default:
      return null;
  }
}
