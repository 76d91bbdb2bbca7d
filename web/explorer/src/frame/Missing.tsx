// What stands where no page is.

import { useSpeaking } from '../language/index.tsx';
import { Page } from '../page/Page.tsx';

export function Missing() {
  const { words, link } = useSpeaking();
  return (
    <Page title={words.site.notFound}>
      <p>{words.site.notFoundText}</p>
      <p><a href={link('/')}>{words.site.home}</a></p>
    </Page>
  );
}
