// Meetings by time: counted by period, and each where it lies. The filter is that of the list of meetings.

import { graphql, type ResultOf } from 'sabha-client';
import { useLocation } from 'preact-iso';
import type { PageProps } from '../frame/App.tsx';
import { useSpeaking } from '../language/index.tsx';
import { Chosen } from '../meeting/Chosen.tsx';
import { facets, filterOf, parameter } from '../meeting/filter.ts';
import { Answer } from '../page/answer.tsx';
import { withQuery } from '../page/address.ts';
import { Page, Panel } from '../page/Page.tsx';
import { useWidth } from '../page/width.ts';
import { asList, during, hasRest, into, timeOf } from './address.ts';
import { Bars, shownOf, type Period } from './Bars.tsx';
import { Legend } from './Legend.tsx';
import { nameOf, offered, sizeOf, type Days, type Size } from './period.ts';
import { PeriodTable } from './PeriodTable.tsx';
import { scaleOf } from './scale.ts';
import { SpanFields, Spans } from './Spans.tsx';
import './timeline.css';

/** Which days there are to show decides how long the periods are, and so it is asked first. */
const DaysQuery = graphql(`
  query TimelineDays($time: MeetingFilter, $filter: MeetingFilter, $by: [MeetingFacet!]!) {
    timelineSummary(bucket: DAY, filter: $time) {
      from
      to
    }
    meetings(filter: $filter, first: 0) {
      facets(by: $by, first: 50) {
        by
        values { key label }
      }
    }
  }
`);

const TimelineQuery = graphql(
  `
    query Timeline($bucket: TimelineBucketSize!, $filter: MeetingFilter, $held: MeetingFilter, $plans: MeetingFilter, $time: MeetingFilter, $axis: MeetingFilter) {
      timelineSummary(bucket: $bucket, filter: $filter) {
        meetings
        certain
        possible
        open
        undated
      }
      held: timeline(bucket: $bucket, filter: $held) { ...Counts }
      plans: timeline(bucket: $bucket, filter: $plans) { ...Counts }
      all: timeline(bucket: $bucket, filter: $axis) { ...Counts }
      fitting: meetings(filter: $filter, orderBy: [{ field: WHEN, direction: ASC }], first: 100) {
        totalCount
        nodes { ...SpanFields }
      }
      around: meetings(filter: $time, orderBy: [{ field: WHEN, direction: ASC }], first: 100) {
        totalCount
        nodes { ...SpanFields }
      }
    }
    fragment Counts on TimelineBucket {
      period
      from
      to
      certain
      possible
    }
  `,
  [SpanFields],
);

const LISTED = 100;

export default function TimelinePage({ query }: PageProps) {
  const { words, link } = useSpeaking();
  const chosen = facets.filter((it) => query[parameter(it)]);
  const variables = { time: timeOf(query), filter: filterOf(query), by: chosen.length ? chosen : (['YEAR'] as const).slice() };
  return (
    <Page title={words.timeline.title} lead={<p>{words.timeline.lead}</p>}>
      <Answer query={DaysQuery} variables={variables}>
        {({ timelineSummary: { from, to }, meetings }) => (
          <>
            <Chosen facets={meetings.facets} query={query} />
            <p><a href={link(asList(query))}>{words.timeline.asList} →</a></p>
            {from && to ? <Shown days={{ from, to }} query={query} /> : <p>{words.list.empty}</p>}
          </>
        )}
      </Answer>
    </Page>
  );
}

interface ShownProps {
  days: Days;
  query: Record<string, string>;
}

function Shown({ days, query }: ShownProps) {
  const size = sizeOf(query['by'], days);
  const filter = filterOf(query);
  const time = timeOf(query);
  // Of all three the same days are asked, so that the periods are the same.
  const variables = {
    bucket: size, filter, time,
    held: during(days, filter, { status: ['HELD'] }), plans: during(days, filter, { status: ['SCHEDULED', 'PROPOSED', 'CANCELLED'] }), axis: during(days, time),
  };
  return (
    <Answer query={TimelineQuery} variables={variables}>
      {(timeline) => <Drawn of={timeline} size={size} days={days} query={query} />}
    </Answer>
  );
}

type Timeline = ResultOf<typeof TimelineQuery>;

interface DrawnProps extends ShownProps {
  of: Timeline;
  size: Size;
}

function Drawn({ of, size, days, query }: DrawnProps) {
  const { words, link, number, language } = useSpeaking();
  const [element, width] = useWidth<HTMLDivElement>();
  const periods = periodsOf(of);
  // Whole periods, so that no bar reaches beyond the axis.
  const scale = scaleOf({ from: periods[0]?.from ?? days.from, to: periods.at(-1)?.to ?? days.to }, width);
  const seen = periods.filter((it) => shownOf(it) > 0);
  const { meetings, certain, possible, open, undated } = of.timelineSummary;
  const whole = of.around.totalCount <= LISTED ? of.around : of.fitting;
  const fitting = new Set(of.fitting.nodes.map((it) => it.slug));
  const href = (period: Period) => link(into(query, size, period));
  return (
    <div ref={element} class="timeline">
      <Panel title={words.timeline.bars} count={meetings} data={seen}>
        <Sizes of={size} days={days} query={query} />
        <p class="minor">
          {[
            nameOf('DAY', days.from, language) + ' – ' + nameOf('DAY', days.to, language),
            `${number(certain)} ${words.time.certain}`, `${number(possible)} ${words.time.possible}`,
            open > 0 && words.timeline.open(number(open)), undated > 0 && words.time.undated(number(undated)),
          ].filter(Boolean).join(' · ')}
        </p>
        {meetings === 0 && <p>{words.list.empty}</p>}
        {width > 0 && <Bars of={periods} size={size} scale={scale} width={width} href={href} />}
        <Legend filtered={hasRest(query)} />
        <PeriodTable of={seen} size={size} href={href} />
      </Panel>
      {of.fitting.totalCount > 0 && of.fitting.totalCount <= LISTED && (
        <Panel title={words.timeline.spans} count={of.fitting.totalCount} data={of.fitting}>
          {width > 0 && <Spans of={whole.nodes} fitting={fitting} scale={scale} width={width} />}
        </Panel>
      )}
      {of.fitting.totalCount > LISTED && <p class="minor">{words.timeline.many(number(LISTED))}</p>}
    </div>
  );
}

function Sizes({ of, days, query }: { of: Size; days: Days; query: Record<string, string> }) {
  const { words } = useSpeaking();
  const { path } = useLocation();
  const names = { YEAR: words.time.year, MONTH: words.time.month, DAY: words.time.day };
  return (
    <ul class="chips" aria-label={words.timeline.size}>
      {offered(days).map((it) => (
        <li key={it}><a href={withQuery(path, query, { by: it.toLowerCase() })} aria-current={it === of || undefined}>{names[it]}</a></li>
      ))}
    </ul>
  );
}

/** The periods of the axis, each with its counts. */
function periodsOf({ all: every, held, plans }: Timeline): Period[] {
  const heldIn = new Map(held.map((it) => [it.period, it]));
  const plansIn = new Map(plans.map((it) => [it.period, it]));
  return every.map(({ period, from, to, certain, possible }) => ({
    from, to, certain: heldIn.get(period)?.certain ?? 0, possible: heldIn.get(period)?.possible ?? 0,
    planned: plansIn.get(period)?.certain ?? 0, plannedPossible: plansIn.get(period)?.possible ?? 0, all: certain + possible,
  }));
}
