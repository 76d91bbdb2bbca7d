// The meetings of a record, page by page, and on to the list where they can be filtered.

import { graphql, type FragmentOf } from 'sabha-client';
import { useSpeaking } from '../language/index.tsx';
import { MeetingRowFields, MeetingRows } from '../meeting/MeetingRow.tsx';
import { Panel } from './Page.tsx';
import { PageFields, Pager } from './Pager.tsx';

export const MeetingsFields = graphql(
  `
    fragment MeetingsFields on MeetingConnection @_unmask {
      totalCount
      nodes { ...MeetingRowFields }
      pageInfo { ...PageFields }
    }
  `,
  [MeetingRowFields, PageFields],
);

interface Props {
  of: FragmentOf<typeof MeetingsFields>;
  /** The filter of the list of meetings that gives the same ones, e.g. `official=vishnu-deo-sai`. */
  filter: string;
  title?: string;
}

export function MeetingsPanel({ of, filter, title }: Props) {
  const { words, link } = useSpeaking();
  return (
    <Panel title={title ?? words.fact.meetings} count={of.totalCount} data={of}>
      <MeetingRows of={of.nodes} />
      <Pager of={of.pageInfo} />
      {of.totalCount > 1 && (
        <p><a href={link(`/meetings?${filter}`)}>{words.list.filters} →</a> <a href={link(`/timeline?${filter}`)}>{words.pages.timeline} →</a></p>
      )}
    </Panel>
  );
}
