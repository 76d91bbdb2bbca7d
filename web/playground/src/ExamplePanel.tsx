// The plugin with the example operations: choose one and it stands in the editor, ready to run.

import { formatShortcutForOS, KEY_MAP, pick, useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import { examples, type Example } from './example.ts';

export const examplePlugin: GraphiQLPlugin = { title: 'Examples', icon: Icon, content: Panel };

function Panel() {
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'));
  const { addTab } = useGraphiQLActions();

  // What the reader wrote stays: an example goes into a tab of its own unless the tab holds nothing or another example.
  const choose = (chosen: Example) => {
    const text = queryEditor?.getValue().trim();
    if (text && !examples.some((it) => it.query.trim() === text)) addTab();
    queryEditor?.setValue(chosen.query);
    variableEditor?.setValue(chosen.variables);
    // GraphiQL folds the panel's column only when its own button is pressed.
    if (!isWide()) document.querySelector<HTMLElement>('[aria-label="Hide Examples"]')?.click();
  };

  return (
    <section className="example-panel" aria-label="Examples">
      <h2 className="example-heading">
        Examples · <span lang="hi">उदाहरण</span>
      </h2>
      <p>
        Choose one, then run it ({formatShortcutForOS(KEY_MAP.runQuery.key)}). <span lang="hi">कोई एक चुनें, फिर चलाएँ।</span>
      </p>
      <ol className="example-list">
        {examples.map((it) => (
          <li key={it.id}>
            <button type="button" className="example" data-example={it.id} onClick={() => choose(it)}>
              <strong>
                {it.title.en} · <span lang="hi">{it.title.hi}</span>
              </strong>
              <small>{it.about.en}</small>
              <small lang="hi">{it.about.hi}</small>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Whether panel, query and answer have room side by side. */
export function isWide(): boolean {
  return matchMedia('(width >= 1000px)').matches;
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
      <path d="M4 5.5h16M4 12h10M4 18.5h7M17.5 12.5l1.4 2.9 3.1.4-2.3 2.2.6 3.1-2.8-1.5-2.8 1.5.6-3.1-2.3-2.2 3.1-.4z" />
    </svg>
  );
}
