// The map: states by how many meetings concern them, places as dots.

import india from '@svg-maps/india';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { languageOf, useSpeaking } from '../language/index.tsx';
import { pathOf } from '../page/address.ts';
import { labels, shortened } from '../page/label.ts';
import { SvgLink } from '../page/SvgLink.tsx';
import { codeOf, hindiOf, present } from './codes.ts';
import type { Place, State } from './MapPage.tsx';
import { HEIGHT, WIDTH, isInside, project } from './mercator.ts';
import { shadeOf } from './shade.ts';

interface Outline {
  id: string;
  name: string;
  path: string;
}

interface Props {
  states: readonly State[];
  /** Those of India that have coordinates. */
  places: readonly (Place & { latitude: number; longitude: number })[];
  width: number;
}

export default function Picture({ states, places, width: room }: Props) {
  const { words, link, number, language } = useSpeaking();
  const width = Math.min(room, WIDTH * 1.15);
  const scale = width / WIDTH;
  const height = Math.round(HEIGHT * scale);
  const byCode = new Map(states.map((it) => [present(it.code), it]));
  const most = Math.max(0, ...states.map((it) => it.meetings.totalCount));
  const dots = places
    .map((it) => ({ ...it, ...project(it.latitude, it.longitude) }))
    .filter(isInside)
    .map((it) => ({ ...it, x: it.x * scale, y: it.y * scale, reach: Math.min(6, 3.5 + Math.sqrt(it.meetings.totalCount)), name: shortened(it.name, 110), whole: it.name }));
  const names = labels(dots, width, height);
  const element = useRef<SVGSVGElement>(null);
  const [middles, setMiddles] = useState<{ code: string; x: number; y: number }[]>([]);
  // A state's number stands in its middle, above the dots of small maps, so that the shade is not all that tells; a small state has no room.
  useLayoutEffect(() => {
    const shapes = [...(element.current?.querySelectorAll<SVGPathElement>('path.state') ?? [])];
    setMiddles(shapes.flatMap((it) => {
      const box = it.getBBox();
      return box.width > 24 ? [{ code: it.dataset['code'] ?? '', x: box.x + box.width / 2, y: box.y + box.height * (scale < 0.8 ? 0.2 : 0.38) }] : [];
    }));
  }, [states, scale]);
  const foreign = (text: string) => (languageOf(text) === language ? undefined : (languageOf(text) ?? undefined));
  return (
    <svg ref={element} class="map" width={width} height={height} role="group" aria-label={words.map.title}>
      <g transform={`scale(${scale})`}>
        {india.locations.map(({ id, name, path }: Outline) => {
          const state = byCode.get(codeOf(id) ?? '');
          const shade = shadeOf(state?.meetings.totalCount ?? 0, most);
          if (!state) {
            return <path key={id} class="shade-0" d={path}><title>{`${language === 'hi' ? (hindiOf(id) ?? name) : name}: ${words.map.none}`}</title></path>;
          }
          return (
            <SvgLink key={id} href={link(pathOf(state))} label={`${state.name}: ${words.count.meetings(number(state.meetings.totalCount))}`}>
              <path class={`state shade-${shade}`} d={path} data-code={codeOf(id)} />
            </SvgLink>
          );
        })}
      </g>
      {middles.map(({ code, x, y }) => (
        <text key={code} class="number" x={x * scale} y={y * scale} text-anchor="middle" aria-hidden="true">{number(byCode.get(code)?.meetings.totalCount ?? 0)}</text>
      ))}
      {dots.map((it, at) => {
        const label = names[at];
        return (
          <g key={it.slug} class={label ? 'dot' : 'dot quiet'}>
            <SvgLink href={link(pathOf(it))} label={`${it.whole}: ${words.count.meetings(number(it.meetings.totalCount))}`}>
              <circle class="hit" cx={it.x} cy={it.y} r="9" />
              <circle class={it.meetings.totalCount ? 'mark' : 'mark none'} cx={it.x} cy={it.y} r={it.reach} />
            </SvgLink>
            <text x={label?.x ?? it.x} y={label?.y ?? it.y - 9} text-anchor={label?.anchor ?? 'middle'} aria-hidden="true" lang={foreign(it.whole)}>{it.name}</text>
          </g>
        );
      })}
    </svg>
  );
}
