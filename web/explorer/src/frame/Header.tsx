// Name, pages, search and language, on every page.

import { useLocation } from 'preact-iso';
import { join, split, useSpeaking } from '../language/index.tsx';
import { SearchBox } from '../search/SearchBox.tsx';
import { Newer } from './Newer.tsx';

export function Header() {
  const { words, link, language } = useSpeaking();
  const { url, path } = useLocation();
  const other = language === 'en' ? 'hi' : 'en';
  const [, own] = split(url);
  const [, at] = split(path);
  const entries: [string, string][] = [
    ['/meetings', words.kinds.MEETING], ['/officials', words.kinds.OFFICIAL], ['/organisations', words.kinds.ORGANISATION], ['/policies', words.kinds.POLICY], ['/states', words.kinds.STATE],
    ['/places', words.kinds.PLACE], ['/topics', words.kinds.TOPIC], ['/articles', words.kinds.ARTICLE], ['/timeline', words.pages.timeline], ['/network', words.pages.network], ['/map', words.pages.map],
    ['/relation', words.pages.relation], ['/about', words.pages.about],
  ];
  return (
    <header class="site">
      <a class="skip" href="#content" data-native>{words.site.skip}</a>
      <div class="bar">
        <a class="brand" href={link('/')}>
          <span lang="en">Sabha</span> <span lang="hi">सभा</span>
        </a>
        <SearchBox />
        <a class="language" href={join(other, own)} lang={other} hreflang={other} aria-label={`${words.site.language}. ${words.site.languageHint}`}>{words.site.language}</a>
      </div>
      <nav aria-label={words.site.menu}>
        <ul>
          {entries.map(([to, name]) => (
            <li key={to}><a href={link(to)} aria-current={at === to ? 'page' : at.startsWith(`${to}/`) ? 'true' : undefined}>{name}</a></li>
          ))}
        </ul>
      </nav>
      <Newer />
    </header>
  );
}
