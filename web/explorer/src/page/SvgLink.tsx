// A link within a drawing. The router looks for HTML's links only, so that these would load the whole page anew.

import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';

interface Props {
  href: string;
  /** What it leads to, in words. */
  label: string;
  class?: string | undefined;
  /** Whether Tab stops at it; not where a list beside the drawing has the same links. */
  stop?: boolean;
  /** Whether the words show where it is pointed at; not where they stand there anyhow, which would say them twice. */
  tip?: boolean;
  children: ComponentChildren;
}

export function SvgLink({ href, label, class: name, stop = true, tip = true, children }: Props) {
  const { route } = useLocation();
  const click = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    route(href);
  };
  return (
    <a href={href} class={name} aria-label={label} tabindex={stop ? 0 : -1} onClick={click}>
      {tip && <title>{label}</title>}
      {children}
    </a>
  );
}
