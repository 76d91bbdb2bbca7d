// A policy: who issued it, for which time, what it belongs to, and the meetings that touch it.

import { graphql, type ResultOf } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { MeetingRowFields, MeetingRows } from '../meeting/MeetingRow.tsx';
import { Answer } from '../page/answer.tsx';
import { ArticleRowFields, Articles } from '../page/Articles.tsx';
import { Evidence, EvidenceFields } from '../page/Evidence.tsx';
import { About, RecordFields } from '../page/Names.tsx';
import { Fact, Facts, Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { RecordLink, RecordLinks } from '../page/RecordLink.tsx';
import { MomentFields, When } from '../page/When.tsx';

const PolicyQuery = graphql(
  `
    query Policy($slug: String!, $after: String) {
      policy(slug: $slug) {
        ...RecordFields
        kind
        summary
        period { ...MomentFields }
        issuer { __typename slug name }
        state { __typename slug name }
        topics { __typename slug name }
        related {
          kind
          certainty
          note
          policy { __typename slug name }
          evidence { ...EvidenceFields }
        }
        mentions(first: 20, after: $after) {
          totalCount
          nodes {
            id
            relation
            certainty
            note
            meeting { ...MeetingRowFields }
            evidence(first: 5) { ...EvidenceFields }
          }
          pageInfo { ...PageFields }
        }
        articles(first: 10) { ...ArticleRowFields }
      }
    }
  `,
  [ArticleRowFields, EvidenceFields, MeetingRowFields, MomentFields, PageFields, RecordFields],
);

type Policy = NonNullable<ResultOf<typeof PolicyQuery>['policy']>;

export default function PolicyPage({ params, query }: PageProps) {
  return (
    <Answer query={PolicyQuery} variables={{ slug: params['slug'] ?? '', ...(query['after'] && { after: query['after'] }) }}>
      {({ policy }) => policy && <Shown of={policy} />}
    </Answer>
  );
}

function Shown({ of }: { of: Policy }) {
  const { words, link } = useSpeaking();
  return (
    <Page title={of.name} kicker={<>{words.enums.PolicyKind[of.kind]} <Evidence of={of.evidence} /></>} lead={of.summary && <p><Text>{of.summary}</Text></p>}>
      <Facts>
        <Fact name={words.fact.issuer}>{of.issuer && <RecordLink of={of.issuer} />}</Fact>
        <Fact name={words.fact.states}>{of.state && <RecordLink of={of.state} />}</Fact>
        <Fact name={words.fact.period}>{of.period && <When of={of.period} />}</Fact>
        <Fact name={words.fact.topics}>{of.topics.length > 0 && <RecordLinks of={of.topics} />}</Fact>
        <Fact name={words.fact.related}>
          {of.related.map((it) => (
            <div key={`${it.kind} ${it.policy.slug}`}>
              {words.enums.PolicyRelationKind[it.kind]}: <RecordLink of={it.policy} /> <Evidence of={it.evidence} certainty={it.certainty} note={it.note} />
            </div>
          ))}
        </Fact>
      </Facts>
      <div class="columns">
        <div>
          {of.mentions.totalCount > 0 && (
            <Panel title={words.fact.mentions} count={of.mentions.totalCount} data={of.mentions}>
              <ul class="plain">
                {of.mentions.nodes.map((it) => (
                  <li key={it.id}>
                    <b>{words.enums.MentionRelation[it.relation]}</b> <Evidence of={it.evidence} certainty={it.certainty} note={it.note} />
                    <MeetingRows of={[it.meeting]} />
                  </li>
                ))}
              </ul>
              <Pager of={of.mentions.pageInfo} forward />
              <p><a href={link(`/meetings?policy=${of.slug}`)}>{words.list.filters} →</a></p>
            </Panel>
          )}
        </div>
        <div>
          <Articles of={of.articles} />
          <About of={of} />
        </div>
      </div>
    </Page>
  );
}
