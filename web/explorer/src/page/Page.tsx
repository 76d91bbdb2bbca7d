// A page: its heading, its title in the window, and its panels.

import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Text, useSpeaking } from '../language/index.tsx';
import { Tools } from './Tools.tsx';

interface Props {
  title: string;
  /** What sort of thing it is, above the heading. */
  kicker?: ComponentChildren;
  lead?: ComponentChildren;
  children: ComponentChildren;
}

export function Page({ title, kicker, lead, children }: Props) {
  const { words } = useSpeaking();
  useEffect(() => {
    document.title = title === words.site.name ? `${title}: ${words.site.claim}` : `${title} · ${words.site.name}`;
  }, [title, words]);
  return (
    <>
      <header class="title">
        {kicker && <div class="kicker">{kicker}</div>}
        <h1><Text>{title}</Text></h1>
        {lead && <div class="lead">{lead}</div>}
      </header>
      {children}
    </>
  );
}

interface PanelProps {
  title: string;
  /** How many there are in all. */
  count?: number;
  /** What the panel shows, for those who take it along as JSON or CSV; without it there is nothing to take. */
  data?: unknown;
  class?: string;
  children: ComponentChildren;
}

/** A part of a page. */
export function Panel({ title, count, data, class: name, children }: PanelProps) {
  const { number } = useSpeaking();
  return (
    <section class={`panel ${name ?? ''}`} aria-label={title}>
      <h2>
        {title} {count !== undefined && <span class="count">{number(count)}</span>}
      </h2>
      {children}
      {data !== undefined && <Tools title={title} data={data} />}
    </section>
  );
}

/** Facts as pairs; a pair without a value is left out. */
export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === null || children === undefined || children === false || (Array.isArray(children) && children.every((it) => !it))) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
