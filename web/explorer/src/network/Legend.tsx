// What the marks of a network mean.

import { useSpeaking } from '../language/index.tsx';

interface Props {
  hubs: boolean;
  plans: boolean;
}

export function Legend({ hubs, plans }: Props) {
  const { words } = useSpeaking();
  return (
    <ul class="legend network">
      <li class="node official"><svg width="16" height="14" aria-hidden="true"><circle class="mark" cx="8" cy="7" r="5.5" /></svg> {words.enums.RecordKind.OFFICIAL}</li>
      <li class="node organisation"><svg width="16" height="14" aria-hidden="true"><rect class="mark" x="3" y="2" width="10" height="10" rx="2" /></svg> {words.enums.RecordKind.ORGANISATION}</li>
      {hubs && (
        <li class="node meeting"><svg width="16" height="14" aria-hidden="true"><rect class="mark" x="4" y="3" width="8" height="8" rx="1" transform="rotate(45 8 7)" /></svg> {words.network.hub}</li>
      )}
      {plans && (
        <li class="node planned official"><svg width="16" height="14" aria-hidden="true"><circle class="mark" cx="8" cy="7" r="5.5" /></svg> {words.network.planned}</li>
      )}
    </ul>
  );
}
