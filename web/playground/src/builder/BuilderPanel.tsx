// What the query builder shows: `@graphiql/plugin-explorer`, with defaults that fit this schema, at ease with the keyboard.

import '@graphiql/plugin-explorer/style.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { getNullableType, isListType, type GraphQLArgument } from 'graphql';
import type { KeyboardEvent } from 'react';
import { fieldsToBeginWith } from '../fields.ts';
import { first } from './list.ts';

const { content: Builder } = explorerPlugin({
  title: 'Query builder',
  showAttribution: false,
  getDefaultFieldNames: fieldsToBeginWith,
  getDefaultScalarArgValue: (_field: unknown, arg: GraphQLArgument) => {
    const value = first(arg.type);
    return isListType(getNullableType(arg.type)) ? { kind: 'ListValue', values: [value] } : value;
  },
});

export default function BuilderPanel() {
  return (
    <section className="builder" aria-label="Query builder" onKeyDown={press}>
      <Builder />
      <p className="builder-note">
        Tick fields and arguments; the query follows. Comments in the query are dropped.{' '}
        <span lang="hi">फ़ील्ड और आर्ग्युमेंट चुनें; क्वेरी अपने-आप बनती है। क्वेरी की टिप्पणियाँ हट जाती हैं।</span>
      </p>
    </section>
  );
}

/** The builder's checkboxes are made of text: the space bar and Enter do what a click does. */
function press(event: KeyboardEvent) {
  const { target, key } = event;
  if ((key === ' ' || key === 'Enter') && target instanceof HTMLElement && target.role === 'checkbox') {
    event.preventDefault();
    target.click();
  }
}
