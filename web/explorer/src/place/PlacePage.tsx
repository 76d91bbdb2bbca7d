// A place: where it lies, and the meetings that were held in it or within it.

import { graphql, type ResultOf } from 'sabha-client';
import type { PageProps } from '../frame/App.tsx';
import { useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { ArticleRowFields, Articles } from '../page/Articles.tsx';
import { Evidence } from '../page/Evidence.tsx';
import { Identifiers } from '../page/Identifiers.tsx';
import { MeetingsFields, MeetingsPanel } from '../page/MeetingsPanel.tsx';
import { About, RecordFields } from '../page/Names.tsx';
import { Fact, Facts, Page } from '../page/Page.tsx';
import { RecordLink } from '../page/RecordLink.tsx';
import { pageOf } from '../page/address.ts';

const PlaceQuery = graphql(
  `
    query Place($slug: String!, $first: Int, $after: String, $last: Int, $before: String) {
      place(slug: $slug) {
        ...RecordFields
        kind
        latitude
        longitude
        wikidata
        within { __typename slug name }
        state { __typename slug name }
        articles(first: 10) { ...ArticleRowFields }
      }
      meetings(filter: { place: { within: { slug: { eq: $slug } } } }, first: $first, after: $after, last: $last, before: $before) { ...MeetingsFields }
    }
  `,
  [ArticleRowFields, MeetingsFields, RecordFields],
);

type Place = ResultOf<typeof PlaceQuery>;

export default function PlacePage({ params, query }: PageProps) {
  return (
    <Answer query={PlaceQuery} variables={{ slug: params['slug'] ?? '', ...pageOf(query, 20) }}>
      {({ place, meetings }) => place && <Shown place={place} meetings={meetings} />}
    </Answer>
  );
}

function Shown({ place: of, meetings }: { place: NonNullable<Place['place']>; meetings: Place['meetings'] }) {
  const { words } = useSpeaking();
  return (
    <Page title={of.name} kicker={<>{words.enums.PlaceKind[of.kind]} <Evidence of={of.evidence} /></>}>
      <Facts>
        <Fact name={words.fact.within}>{of.within && <RecordLink of={of.within} />}</Fact>
        <Fact name={words.fact.states}>{of.state && <RecordLink of={of.state} />}</Fact>
        <Fact name={words.fact.coordinates}>{of.latitude !== null && of.longitude !== null && <span lang="en">{of.latitude}, {of.longitude}</span>}</Fact>
        <Fact name={words.fact.identifiers}>{of.wikidata && <Identifiers wikidata={of.wikidata} />}</Fact>
      </Facts>
      <div class="columns">
        <MeetingsPanel of={meetings} filter={`place=${of.slug}`} />
        <div>
          <Articles of={of.articles} />
          <About of={of} />
        </div>
      </div>
    </Page>
  );
}
