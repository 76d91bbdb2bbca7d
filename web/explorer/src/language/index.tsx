// The page's language: English at `/`, Hindi at `/hi`, each with its own address.

import { createContext, type ComponentChildren } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { en, type Words } from './en.ts';
import { hi } from './hi.ts';

export type Language = 'en' | 'hi';

export interface Speaking {
  language: Language;
  words: Words;
  /** The address of a page of the explorer, such as `/meetings`, in this language. */
  link(path: string): string;
  number(value: number): string;
  list(items: string[]): string;
}

/** A path's language, and the path without it. */
export function split(path: string): [Language, string] {
  const [, rest] = /^\/hi(?=$|[/?])(.*)$/.exec(path) ?? [];
  if (rest === undefined) return ['en', path];
  return ['hi', rest.startsWith('/') ? rest : `/${rest}`];
}

export function join(language: Language, path: string): string {
  if (language === 'en') return path;
  return path === '/' ? '/hi' : path.startsWith('/?') ? `/hi${path.slice(1)}` : `/hi${path}`;
}

function speak(language: Language): Speaking {
  const locale = language === 'hi' ? 'hi-IN' : 'en-IN';
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    language,
    words: language === 'hi' ? hi : en,
    link: (path) => join(language, path),
    number: (value) => numbers.format(value),
    list: (items) => lists.format(items),
  };
}

const Spoken = createContext<Speaking>(speak('en'));

export function Speaker({ language, children }: { language: Language; children: ComponentChildren }) {
  const speaking = useMemo(() => speak(language), [language]);
  return <Spoken.Provider value={speaking}>{children}</Spoken.Provider>;
}

export const useSpeaking = () => useContext(Spoken);

/** The language that a text of the dataset is written in, by its script; null when it has letters of neither. */
export function languageOf(text: string): Language | null {
  if (/[\u0900-\u097F]/.test(text)) return 'hi';
  return /\p{Script=Latin}/u.test(text) ? 'en' : null;
}

/** A text of the dataset; it says its language where that is not the page's. */
export function Text({ children }: { children: string | null | undefined }) {
  const { language } = useSpeaking();
  const own = languageOf(children ?? '');
  return own === null || own === language ? <>{children}</> : <span lang={own}>{children}</span>;
}
