// Where names can stand beside points without covering one another: what matters most is placed first, the rest stays without.

export interface Point {
  x: number;
  y: number;
  /** How far its mark reaches. */
  reach: number;
  name: string;
}

export interface Label {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const HEIGHT = 15;

/** A rough width in pixels at 12 px; marks above and below a letter take none, and Devanagari's vowel signs beside it little. */
export function widthOf(name: string): number {
  let width = 0;
  for (const it of name) width += /\p{Mn}/u.test(it) ? 0 : /[\p{Mc} ]/u.test(it) ? 4 : it >= '\u0900' ? 7.8 : 6.4;
  return width;
}

/** A name cut to what has room, between words where that leaves enough; the whole one stands in the link's title. */
export function shortened(name: string, room: number): string {
  if (widthOf(name) <= room) return name;
  const letters = [...name];
  while (letters.length > 4 && widthOf(letters.join('')) > room - 9) letters.pop();
  const cut = letters.join('').trimEnd();
  const space = name[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ');
  return `${space > 3 ? cut.slice(0, space) : cut}…`;
}

/** A label for each point, or null where none has room; the points are in the order of what matters. */
export function labels(points: readonly Point[], width: number, height: number): (Label | null)[] {
  const taken: Box[] = points.map(({ x, y, reach }) => ({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }));
  return points.map((point, own) => {
    for (const { label, box } of around(point)) {
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      if (!inside || taken.some((it, at) => at !== own && meets(it, box))) continue;
      taken.push(box);
      return label;
    }
    return null;
  });
}

function around({ x, y, reach, name }: Point): { label: Label; box: Box }[] {
  const wide = widthOf(name);
  const side = reach + 4;
  const at = (label: Label, left: number): { label: Label; box: Box } => ({
    label,
    box: { left, right: left + wide, top: label.y - HEIGHT + 4, bottom: label.y + 4 },
  });
  return [
    at({ x: x + side, y: y + 4, anchor: 'start' }, x + side),
    at({ x: x - side, y: y + 4, anchor: 'end' }, x - side - wide),
    at({ x, y: y + reach + 14, anchor: 'middle' }, x - wide / 2),
    at({ x, y: y - reach - 5, anchor: 'middle' }, x - wide / 2),
  ];
}

const meets = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
