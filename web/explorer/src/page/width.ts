// How wide an element is, now and whenever that changes: what is drawn is drawn for just that width.

import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A reference for the element and its width in CSS pixels; 0 until it stands on the page. */
export function useWidth<E extends Element>(): [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(element.current);
    setWidth(Math.floor(element.current.getBoundingClientRect().width));
    return () => watch.disconnect();
  }, []);
  return [element, width];
}
