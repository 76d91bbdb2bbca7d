// What one can take along from a panel: its query, its data, a citation.

import { useState } from 'preact/hooks';
import { useSpeaking } from '../language/index.tsx';
import { playground, useQuestion } from './answer.tsx';
import { csv } from './table.ts';

export function Tools({ title, data }: { title: string; data: unknown }) {
  const { words } = useSpeaking();
  const question = useQuestion();
  const save = (format: string, type: string, text: () => string) => {
    const url = URL.createObjectURL(new Blob([text()], { type: `${type};charset=utf-8` }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `sabha ${title}.${format}`.replaceAll(/[\s/]+/g, '-') });
    link.click();
    URL.revokeObjectURL(url);
  };
  // The mark tells spreadsheets that the text is UTF-8.
  const asCsv = () => save('csv', 'text/csv', () => `\uFEFF${csv(data)}`);
  const asJson = () => save('json', 'application/json', () => JSON.stringify(data, null, 2));
  return (
    <p class="tools" role="group" aria-label={`${words.panel.tools}: ${title}`}>
      <a href={playground(question)} data-native title={words.panel.playground} aria-label={`GraphQL. ${words.panel.playground}: ${title}`}>GraphQL</a>
      <button type="button" onClick={asJson} aria-label={words.panel.download(title, 'JSON')}>{words.panel.json}</button>
      <button type="button" onClick={asCsv} aria-label={words.panel.download(title, 'CSV')}>{words.panel.csv}</button>
    </p>
  );
}

interface CitationProps {
  name: string;
  revision: number;
  updatedAt: string;
}

/** A citation's text: what, in which revision, from where, read when. */
export function Citation({ name, revision, updatedAt }: CitationProps) {
  const { words, number, language } = useSpeaking();
  const [copied, setCopied] = useState(false);
  const day = (it: Date) => it.toLocaleDateString(language === 'hi' ? 'hi-IN' : 'en-IN', { dateStyle: 'long', timeZone: 'UTC' });
  const address = `${location.origin}${location.pathname}`;
  const text = `“${name}”. ${words.site.name}, ${words.site.revision(number(revision))} (${day(new Date(updatedAt))}). ${address} (${day(new Date())}).`;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <section class="panel citation" aria-label={words.panel.citation}>
      <h2>{words.panel.cite}</h2>
      <blockquote>{text}</blockquote>
      <p class="tools">
        <button type="button" onClick={copy}>{words.panel.copy}</button> <span role="status">{copied && words.panel.copied}</span>
      </p>
    </section>
  );
}
