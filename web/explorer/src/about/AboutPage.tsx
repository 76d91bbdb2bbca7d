// About the data: what it holds, how sure it is, what it is not, and how to take it along.

import { graphql } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import { Answer } from '../page/answer.tsx';
import { folderOf } from '../page/address.ts';
import { Fact, Facts, Page, Panel } from '../page/Page.tsx';
import { Citation } from '../page/Tools.tsx';

const AboutQuery = graphql(`
  query About {
    dataset {
      title
      description
      licence
      languages
      revision
      updatedAt
      counts { kind count }
    }
    timelineSummary(bucket: YEAR) {
      meetings
      certain
      possible
      undated
      from
      to
    }
  }
`);

const exports = [['ndjson', 'application/x-ndjson'], ['csv', 'text/csv'], ['jsonld', 'application/ld+json']] as const;

export default function AboutPage() {
  const { words, link, number, language } = useSpeaking();
  const day = (it: string) => new Date(it).toLocaleDateString(language === 'hi' ? 'hi-IN' : 'en-IN', { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <Answer query={AboutQuery} variables={{}}>
      {({ dataset, timelineSummary }) => (
        <Page title={words.about.title} lead={<p><Text>{dataset.description}</Text></p>}>
          <div class="columns">
            <div>
              <Panel title={words.about.covers} data={dataset.counts}>
                <Facts>
                  {dataset.counts.map(({ kind, count }) => (
                    <Fact key={kind} name={words.kinds[kind]}><a href={link(`/${folderOf(kind)}`)}>{number(count)}</a></Fact>
                  ))}
                  <Fact name={words.fact.period}>{timelineSummary.from && timelineSummary.to && <>{day(timelineSummary.from)} – {day(timelineSummary.to)}</>}</Fact>
                  <Fact name={words.fact.when}>
                    {words.time.certain}: {number(timelineSummary.certain)}, {words.time.possible}: {number(timelineSummary.possible)}
                    {timelineSummary.undated > 0 && <>, {words.time.undated(number(timelineSummary.undated))}</>}
                  </Fact>
                  <Fact name={words.site.revision('')}>{number(dataset.revision)} ({words.site.updated(day(dataset.updatedAt))})</Fact>
                </Facts>
              </Panel>
              <Panel title={words.about.sure}><p>{words.about.sureText}</p></Panel>
              <Panel title={words.about.limits}><p>{words.about.limitsText}</p></Panel>
            </div>
            <div>
              <Panel title={words.about.get}>
                <p>{words.about.getText}</p>
                <Facts>
                  <Fact name={words.site.licence}><span lang="en">{dataset.licence}</span></Fact>
                  {exports.map(([format, type]) => (
                    <Fact key={format} name={format.toUpperCase()}><a href={`/export/${format}`} data-native lang="en">/export/{format}</a> <span class="minor" lang="en">{type}</span></Fact>
                  ))}
                  <Fact name="GraphQL"><a href="/playground" data-native>{words.site.playground}</a></Fact>
                </Facts>
              </Panel>
              <Panel title={words.about.map}><p>{words.map.outline}</p></Panel>
              <Panel title={words.about.fonts}>
                <p>{words.about.fontsText} <a href="/licenses.md" data-native lang="en">licenses.md</a>, <a href="/font-licenses.txt" data-native lang="en">font-licenses.txt</a></p>
              </Panel>
              <Citation name={dataset.title} revision={dataset.revision} updatedAt={dataset.updatedAt} />
            </div>
          </div>
        </Page>
      )}
    </Answer>
  );
}
