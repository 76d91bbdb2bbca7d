// GraphiQL with what Sabha adds: its name, the examples, and editors at ease with Hindi.
// Not the `graphiql-explorer` query builder: it logs an error for every list argument, and most queries here have one.

import { pick, useGraphiQL } from '@graphiql/react';
import { StorageAPI } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect } from 'react';
import { examples } from './example.ts';
import { examplePlugin } from './ExamplePanel.tsx';
import { fetcher } from './fetcher.ts';

// Made once, because GraphiQL starts its plugins anew whenever it is given another list.
const plugins = [examplePlugin, HISTORY_PLUGIN];

// Who comes for the first time sees the examples, where there is room for them.
const welcome = new StorageAPI().get('tabState') === null && matchMedia('(width >= 1000px)').matches;

export function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      {...(welcome && { visiblePlugin: examplePlugin.title })}
      defaultQuery={examples[0]?.query ?? ''}
      defaultEditorToolsVisibility="variables"
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <a className="playground-logo" href="/">
          Sabha · <span lang="hi">सभा</span>
        </a>
      </GraphiQL.Logo>
      <PlainLetters />
    </GraphiQL>
  );
}

/** Monaco frames letters that could be taken for Latin ones, such as `०` or the dash of `2024–30`; here they are just text. */
function PlainLetters() {
  const editors = useGraphiQL(pick('queryEditor', 'variableEditor', 'responseEditor'));
  useEffect(() => {
    for (const editor of Object.values(editors)) {
      editor?.updateOptions({ unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false } });
    }
  }, [editors]);
  return null;
}
