// What every record has: other names, general knowledge behind it, a remark, what changed, a citation.

import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { graphql, type FragmentOf } from 'sabha-client';
import { Text, useSpeaking } from '../language/index.tsx';
import { pathOf, withQuery } from './address.ts';
import { Evidence, EvidenceFields } from './Evidence.tsx';
import { Fact, Facts, Panel } from './Page.tsx';
import { Citation } from './Tools.tsx';

export const RecordFields = graphql(
  `
    fragment RecordFields on Record @_unmask {
      __typename
      slug
      name
      names { language text }
      aliases {
        text
        kind
        language
        evidence { ...EvidenceFields }
      }
      evidence(first: 20) { ...EvidenceFields }
      references { field source url }
      remark
      revision
      updatedAt
      history(first: 5) {
        nodes {
          id
          action
          at
          revision
          fields { path }
        }
      }
    }
  `,
  [EvidenceFields],
);

type Fields = FragmentOf<typeof RecordFields>;

export function About({ of }: { of: Fields }) {
  const { words, number, language, link } = useSpeaking();
  const { path, query, route } = useLocation();
  const own = link(pathOf(of));
  // A former slug, or a state's code, leads here; the address that is shown and shared is the present one. Looked at once for
  // each record: while the next page is on its way, the path is that one's already.
  useEffect(() => {
    if (path !== own) route(withQuery(own, {}, query), true);
  }, [own]);
  const others = of.names.filter((it) => it.text !== of.name);
  const day = (it: string) => new Date(it).toLocaleDateString(language === 'hi' ? 'hi-IN' : 'en-IN', { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <>
      {(others.length > 0 || of.aliases.length > 0 || of.references.length > 0 || of.remark) && (
        <Panel title={words.fact.names} data={[...others, ...of.aliases]}>
          <ul class="plain">
            {others.map((it) => <li key={it.language} lang={it.language}>{it.text}</li>)}
            {of.aliases.map((it) => (
              <li key={`${it.language} ${it.text}`}>
                <span lang={it.language}>{it.text}</span> <span class="minor">{words.enums.AliasKind[it.kind]}</span> <Evidence of={it.evidence} />
              </li>
            ))}
          </ul>
          <Facts>
            <Fact name={words.fact.remark}>{of.remark && <Text>{of.remark}</Text>}</Fact>
            <Fact name={words.fact.references}>
              {of.references.length > 0 && of.references.map((it, at) => (
                <p class="minor" key={at} lang="en">{it.field && <code>{it.field}: </code>}{it.url ? <a href={it.url} rel="noreferrer" data-native>{it.source}</a> : it.source}</p>
              ))}
            </Fact>
          </Facts>
        </Panel>
      )}
      <Panel title={words.fact.history} data={of.history}>
        <ul class="plain minor">
          {of.history.nodes.map((it) => (
            <li key={it.id}>
              {day(it.at)}: {words.enums.ChangeAction[it.action]} · {words.site.revision(number(it.revision))}
              {it.action === 'UPDATED' && <> · <code lang="en">{it.fields.map(({ path }) => path).join(', ')}</code></>}
            </li>
          ))}
        </ul>
      </Panel>
      <Citation name={of.name} revision={of.revision} updatedAt={of.updatedAt} />
    </>
  );
}
