// What stands under every page.

import { useSpeaking } from '../language/index.tsx';

export function Footer() {
  const { words, link } = useSpeaking();
  return (
    <footer class="site">
      <p>{words.site.claim}</p>
      <ul>
        <li><a href={link('/about')}>{words.pages.about}</a></li>
        <li><a href="/playground" data-native>{words.site.playground}</a></li>
        <li><a href="/schema.graphql" data-native lang="en">schema.graphql</a></li>
        <li><a href="/export" data-native>{words.about.get}</a></li>
      </ul>
    </footer>
  );
}
