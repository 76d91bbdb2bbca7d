// The marks of time.

import { useSpeaking } from '../language/index.tsx';
import { tickName } from './period.ts';
import { ticksOf, type Scale } from './scale.ts';

interface Props {
  scale: Scale;
  width: number;
  /** How far the marks reach down; their names stand below. */
  height: number;
}

export function Axis({ scale, width, height }: Props) {
  const { language } = useSpeaking();
  return (
    <g class="axis" aria-hidden="true">
      {ticksOf(scale, width).map((at, index) => {
        const x = Math.round(scale(at)) + 0.5;
        const anchor = x < 24 ? 'start' : x > width - 30 ? 'end' : 'middle';
        return (
          <g key={at.getTime()}>
            <line x1={x} x2={x} y1="0" y2={height} />
            <text x={x} y={height + 15} text-anchor={anchor}>{tickName(at, index === 0, language)}</text>
          </g>
        );
      })}
      <line class="base" x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
    </g>
  );
}

/** The slanted lines of what is only possible; `id` must be the page's only one. */
export function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} class="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" />
      <line x1="1" x2="1" y1="0" y2="5" />
    </pattern>
  );
}
