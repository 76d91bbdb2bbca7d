// GraphiQL with what Sabha adds: its name, the examples, and editors at ease with Hindi.
// Not the `graphiql-explorer` query builder: it logs an error for every list argument, and most queries here have one.

import { pick, useGraphiQL } from '@graphiql/react';
import { StorageAPI } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect } from 'react';
import { examples } from './example.ts';
import { examplePlugin, isWide } from './ExamplePanel.tsx';
import { fetcher } from './fetcher.ts';

// Made once, because GraphiQL starts its plugins anew whenever it is given another list.
const plugins = [examplePlugin, HISTORY_PLUGIN];

// Who comes for the first time sees the examples, where there is room for them.
const storage = new StorageAPI();
const welcome = storage.get('tabState') === null && isWide();

// GraphiQL shows a default tab's query but not its variables; what the reader wrote goes before it.
const untouched = storage.get('query') === null && storage.get('variables') === null;
const first = examples.slice(0, 1).map(({ query, variables }) => ({ query, variables }));

export function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      {...(welcome && { visiblePlugin: examplePlugin.title })}
      defaultTabs={first}
      {...(untouched && { initialVariables: first[0]?.variables ?? '' })}
      defaultQuery=""
      defaultEditorToolsVisibility="variables"
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <a className="playground-logo" href="/">
          Sabha · <span lang="hi">सभा</span>
        </a>
      </GraphiQL.Logo>
      <PlainText />
    </GraphiQL>
  );
}

/**
 * More of each text in view: long lines wrapped, smaller letters. And no frames around letters that could be taken
 * for Latin ones, such as `०` or the dash of `2024–30`.
 */
function PlainText() {
  const editors = useGraphiQL(pick('queryEditor', 'variableEditor', 'responseEditor'));
  useEffect(() => {
    for (const editor of Object.values(editors)) {
      editor?.updateOptions(options);
    }
  }, [editors]);
  return null;
}

const options = {
  fontSize: 14,
  wordWrap: 'on',
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
} as const;
