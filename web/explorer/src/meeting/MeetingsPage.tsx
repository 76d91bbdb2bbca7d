// Meetings, filtered: what is chosen stands in the address, beside each choice how many it leaves.

import { graphql, type ResultOf } from 'sabha-client';
import { useLocation } from 'preact-iso';
import type { PageProps } from '../frame/App.tsx';
import { Text, useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { Page, Panel } from '../page/Page.tsx';
import { PageFields, Pager } from '../page/Pager.tsx';
import { pageOf, withQuery } from '../page/address.ts';
import { Chosen } from './Chosen.tsx';
import { facets, filterOf, parameter } from './filter.ts';
import { MeetingRowFields, MeetingRows } from './MeetingRow.tsx';

export const MeetingsQuery = graphql(
  `
    query Meetings($filter: MeetingFilter, $orderBy: [MeetingOrder!], $by: [MeetingFacet!]!, $first: Int, $after: String, $last: Int, $before: String) {
      meetings(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        facets(by: $by, first: 8) {
          by
          valueCount
          values { key count label }
        }
        nodes { ...MeetingRowFields }
        pageInfo { ...PageFields }
      }
    }
  `,
  [MeetingRowFields, PageFields],
);

type Facets = ResultOf<typeof MeetingsQuery>['meetings']['facets'];

const orders = {
  newest: [{ field: 'WHEN', direction: 'DESC' }],
  oldest: [{ field: 'WHEN', direction: 'ASC' }],
  name: [{ field: 'NAME', direction: 'ASC' }],
} as const;

export default function MeetingsPage({ query }: PageProps) {
  const { words } = useSpeaking();
  const order = query['order'] && query['order'] in orders ? (query['order'] as keyof typeof orders) : 'newest';
  const variables = { filter: filterOf(query), orderBy: [...orders[order]], by: [...facets], ...pageOf(query, 20) };
  return (
    <Page title={words.kinds.MEETING}>
      <Answer query={MeetingsQuery} variables={variables}>
        {({ meetings }) => (
          <div class="columns">
            <Panel title={words.list.found} count={meetings.totalCount} data={meetings}>
              <p class="narrow"><a href="#filters" data-native>{words.list.filters} ↓</a></p>
              <Chosen facets={meetings.facets} query={query} />
              <MeetingRows of={meetings.nodes} />
              <Pager of={meetings.pageInfo} />
            </Panel>
            <Filters facets={meetings.facets} query={query} />
          </div>
        )}
      </Answer>
    </Page>
  );
}

type Query = Record<string, string>;

function Filters({ facets: counted, query }: { facets: Facets; query: Query }) {
  const { words, number } = useSpeaking();
  const { path, route } = useLocation();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as Query;
    route(withQuery(path, query, { possibly: null, ...fields }));
  };
  return (
    <aside class="filters" id="filters" aria-label={words.list.filters}>
      <form onSubmit={submit} key={JSON.stringify(query)}>
        <fieldset>
          <p><label>{words.list.name} <input name="name" defaultValue={query['name'] ?? ''} maxlength={100} /></label></p>
          <p><label>{words.list.from} <input type="date" name="from" defaultValue={query['from'] ?? ''} /></label></p>
          <p><label>{words.list.to} <input type="date" name="to" defaultValue={query['to'] ?? ''} /></label></p>
          <p><label><input type="checkbox" name="possibly" value="1" defaultChecked={!!query['possibly']} /> {words.list.possibly}</label></p>
          <p>
            <label>{words.list.order}{' '}
              <select name="order" defaultValue={query['order'] ?? ''}>
                <option value="">{words.list.newest}</option>
                <option value="oldest">{words.list.oldest}</option>
                <option value="name">{words.list.byName}</option>
              </select>
            </label>
          </p>
          <button type="submit">{words.list.apply}</button>
        </fieldset>
      </form>
      {counted.map(({ by, values, valueCount }) => values.length > 0 && (
        <section key={by} aria-label={words.enums.MeetingFacet[by]}>
          <h3>{words.enums.MeetingFacet[by]}</h3>
          <ul>
            {values.map(({ key, count, label }) => {
              const chosen = query[parameter(by)] === key;
              return (
                <li key={key}>
                  {key === 'uncertain' ? <Row label={label} count={count} /> : (
                    <a href={withQuery(path, query, { [parameter(by)]: chosen ? null : key })} aria-current={chosen || undefined}><Row label={label} count={count} /></a>
                  )}
                </li>
              );
            })}
          </ul>
          {valueCount > values.length && <p class="minor">{words.count.more(number(valueCount - values.length))}</p>}
        </section>
      ))}
    </aside>
  );
}

function Row({ label, count }: { label: string; count: number }) {
  const { number } = useSpeaking();
  return <><span><Text>{label}</Text></span> <span class="minor">{number(count)}</span></>;
}
