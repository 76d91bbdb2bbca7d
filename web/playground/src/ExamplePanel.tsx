// The plugin with the example operations: choose one and it stands in the editor, ready to run.

import { formatShortcutForOS, KEY_MAP, useGraphiQL, type GraphiQLPlugin } from '@graphiql/react';
import { groups, isExample, type Bilingual, type Example } from './example.ts';
import { useOpen } from './open.ts';

export const examplePlugin: GraphiQLPlugin = { title: 'Examples', icon: Icon, content: Panel };

function Panel() {
  const queryEditor = useGraphiQL((it) => it.queryEditor);
  const open = useOpen();

  // What the reader wrote stays: an example goes into a tab of its own unless the tab holds nothing or another example.
  const choose = (chosen: Example) => {
    const text = queryEditor?.getValue() ?? '';
    open?.(chosen, text.trim() === '' || isExample(text));
    // GraphiQL folds the panel's column only when its own button is pressed.
    if (!isWide()) document.querySelector<HTMLElement>('[aria-label="Hide Examples"]')?.click();
  };

  return (
    <section className="example-panel" aria-label="Examples">
      <h2 className="example-heading">
        <Both text={{ en: 'Examples', hi: 'उदाहरण' }} />
      </h2>
      <p>
        Choose one, then run it ({formatShortcutForOS(KEY_MAP.runQuery.key)}). <span lang="hi">कोई एक चुनें, फिर चलाएँ।</span>
      </p>
      {groups.map(({ title, examples }) => (
        <section key={title.en} aria-label={title.en}>
          <h3 className="example-group">
            <Both text={title} />
          </h3>
          <ol className="example-list">
            {examples.map((it) => (
              <li key={it.id}>
                <button type="button" className="example" data-example={it.id} onClick={() => choose(it)}>
                  <strong>
                    <Both text={it.title} />
                  </strong>
                  <small>{withCode(it.about.en)}</small>
                  <small lang="hi">{withCode(it.about.hi)}</small>
                </button>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

function Both({ text }: { text: Bilingual }) {
  return (
    <>
      {text.en} · <span lang="hi">{text.hi}</span>
    </>
  );
}

/** What stands between backticks is code, and English. */
function withCode(text: string) {
  return text.split('`').map((it, index) => (index % 2 ? <code key={index} lang="en">{it}</code> : it));
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
