// A record by its name, leading to its page.

import { Text, useSpeaking } from '../language/index.tsx';
import { pathOf, type Named } from './address.ts';

export function RecordLink({ of }: { of: Named }) {
  const { link } = useSpeaking();
  return <a href={link(pathOf(of))}><Text>{of.name}</Text></a>;
}

/** Several, parted by commas. */
export function RecordLinks({ of }: { of: readonly Named[] }) {
  return <>{of.map((it, at) => <span key={it.slug}>{at > 0 && ', '}<RecordLink of={it} /></span>)}</>;
}
