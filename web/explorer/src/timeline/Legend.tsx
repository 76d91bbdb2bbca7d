// What the marks mean.

import { useId } from 'preact/hooks';
import { useSpeaking } from '../language/index.tsx';
import { Hatch } from './Axis.tsx';

/** `filtered`: whether there is anything that can have fallen out. */
export function Legend({ filtered }: { filtered: boolean }) {
  const { words } = useSpeaking();
  const hatch = useId();
  const entries = [
    ['certain', words.timeline.certain], ['possible', words.timeline.possible], ['planned', words.timeline.planned], ...(filtered ? [['fallen', words.timeline.fallen]] : []),
  ];
  return (
    <ul class="legend bars">
      {entries.map(([name, text]) => (
        <li key={name}>
          <svg width="16" height="12" aria-hidden="true">
            {name === 'possible' && <defs><Hatch id={hatch} /></defs>}
            <rect class={name} x="1" y="1" width="14" height="10" fill={name === 'possible' ? `url(#${hatch})` : undefined} />
          </svg>{' '}
          {text}
        </li>
      ))}
    </ul>
  );
}
