// Says when the dataset has moved on while the page was open.

import { useEffect, useState } from 'preact/hooks';
import { useSpeaking } from '../language/index.tsx';

export function Newer() {
  const { words } = useSpeaking();
  const [newer, setNewer] = useState(false);
  useEffect(() => {
    const gone = new AbortController();
    // Not before the page is there: nobody waits for this.
    const begin = setTimeout(async () => {
      const { follow } = await import('./follow.ts');
      if (await follow(gone.signal)) setNewer(true);
    }, 2_000);
    return () => {
      clearTimeout(begin);
      gone.abort();
    };
  }, []);
  return (
    <p class="newer" role="status" hidden={!newer}>
      {newer && <>{words.site.newer} <a href={location.href} data-native>{words.site.reload}</a></>}
    </p>
  );
}
