// The first page: what this is, the newest meetings, what is planned, and the ways in. One query.

import { graphql } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import { MeetingRowFields, MeetingRows } from '../meeting/MeetingRow.tsx';
import { Answer } from '../page/answer.tsx';
import { folderOf } from '../page/address.ts';
import { Page, Panel } from '../page/Page.tsx';
import { RecordLink } from '../page/RecordLink.tsx';
import { MomentFields, When } from '../page/When.tsx';

const Home = graphql(
  `
    query Home {
      dataset {
        title
        licence
        revision
        counts { kind count }
      }
      newest: meetings(filter: { status: [HELD] }, first: 8) { nodes { ...MeetingRowFields } }
      planned: meetings(filter: { status: [SCHEDULED, PROPOSED] }, first: 5) { nodes { ...MeetingRowFields } }
      officials(orderBy: [{ field: MEETING_COUNT, direction: DESC }], first: 8) {
        nodes {
          __typename
          slug
          name
          meetings { totalCount }
        }
      }
      due: outcomes(filter: { due: { overlaps: {} } }, first: 5) {
        nodes {
          id
          text
          due { ...MomentFields }
          meeting { __typename slug name }
        }
      }
    }
  `,
  [MeetingRowFields, MomentFields],
);

export function HomePage() {
  const { words, link, number } = useSpeaking();
  return (
    <Answer query={Home} variables={{}}>
      {({ dataset, newest, planned, officials, due }) => (
        <Page title={words.site.name} lead={<><p class="claim">{words.site.claim}</p><p>{words.home.lead}</p></>}>
          <nav class="ways" aria-label={words.home.ways}>
            <ul>
              {dataset.counts.map(({ kind, count }) => (
                <li key={kind}>
                  <a href={link(`/${folderOf(kind)}`)}><b>{number(count)}</b> {words.kinds[kind]}</a>
                </li>
              ))}
            </ul>
          </nav>
          <div class="columns">
            <Panel title={words.home.newest} data={newest}>
              <MeetingRows of={newest.nodes} />
              <p><a href={link('/meetings')}>{words.home.all} →</a></p>
            </Panel>
            <div>
              {planned.nodes.length > 0 && (
                <Panel title={words.home.planned} data={planned}>
                  <p class="minor">{words.home.plannedHint}</p>
                  <MeetingRows of={planned.nodes} />
                </Panel>
              )}
              <Panel title={words.home.most} data={officials}>
                <ol class="plain">
                  {officials.nodes.map((it) => (
                    <li key={it.slug}><RecordLink of={it} /> <span class="minor">{words.count.meetings(number(it.meetings.totalCount))}</span></li>
                  ))}
                </ol>
              </Panel>
              {due.nodes.length > 0 && (
                <Panel title={words.home.due} data={due}>
                  <ul class="plain">
                    {due.nodes.map((it) => (
                      <li key={it.id}>{it.due && <When of={it.due} status="SCHEDULED" />} <Text>{it.text}</Text> <span class="minor"><RecordLink of={it.meeting} /></span></li>
                    ))}
                  </ul>
                </Panel>
              )}
            </div>
          </div>
        </Page>
      )}
    </Answer>
  );
}
