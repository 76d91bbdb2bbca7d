// GraphiQL with what Sabha adds: its name, the examples, a query builder, links, and editors at ease with Hindi.

import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { StorageAPI } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect, useRef } from 'react';
import { builderPlugin } from './builder/builderPlugin.tsx';
import { groups, isExample } from './example.ts';
import { examplePlugin, isWide } from './ExamplePanel.tsx';
import { fetcher } from './fetcher.ts';
import { fieldsToBeginWith } from './fields.ts';
import { takeLinked } from './link.ts';
import { useOpen } from './open.ts';

// Made once, because GraphiQL starts its plugins anew whenever it is given another list.
const plugins = [examplePlugin, builderPlugin, HISTORY_PLUGIN];

// Who comes for the first time sees the examples, where there is room for them.
const storage = new StorageAPI();
const welcome = storage.get('tabState') === null && isWide();

// GraphiQL shows a default tab's query but not its variables; what the reader wrote goes before it.
const untouched = storage.get('query') === null && storage.get('variables') === null;
const first = groups.flatMap((it) => it.examples).slice(0, 1).map(({ query, variables }) => ({ query, variables }));

export function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      getDefaultFieldNames={fieldsToBeginWith}
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
      <Links />
      <StopWithTab />
    </GraphiQL>
  );
}

/**
 * More of each text in view: long lines wrapped, smaller letters. And no frames around letters that could be taken
 * for Latin ones, such as `०` or the dash of `2024–30`.
 */
function PlainText() {
  const editors = useGraphiQL(pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'));
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

/** Opens what the address asks for, when the page is loaded and when a link is pasted into the address of an open page. */
function Links() {
  const open = useOpen();
  const queryEditor = useGraphiQL((it) => it.queryEditor);
  useEffect(() => {
    if (!open) return undefined;
    const openLinked = () => {
      const linked = takeLinked();
      const text = queryEditor?.getValue() ?? '';
      if (linked) open(linked, text.trim() === '' || isExample(text));
    };
    openLinked();
    addEventListener('hashchange', openLinked);
    return () => removeEventListener('hashchange', openLinked);
  }, [open, queryEditor]);
  return null;
}

/** A subscription is its tab's: it ends when another one is shown. GraphiQL sees to that, but not when a tab is added. */
function StopWithTab() {
  const tab = useGraphiQL((it) => it.tabs[it.activeTabIndex]?.id);
  const { stop } = useGraphiQLActions();
  const shown = useRef(tab);
  useEffect(() => {
    if (shown.current !== tab) stop();
    shown.current = tab;
  }, [tab, stop]);
  return null;
}
