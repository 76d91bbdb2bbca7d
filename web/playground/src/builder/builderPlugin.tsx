// The query builder as a plugin of GraphiQL: ticks instead of typing. It is loaded when it is first opened.

import type { GraphiQLPlugin } from '@graphiql/react';
import { lazy, Suspense } from 'react';

const Panel = lazy(() => import('./BuilderPanel.tsx'));

export const builderPlugin: GraphiQLPlugin = { title: 'Query builder', icon: Icon, content: Content };

function Content() {
  return (
    <Suspense fallback={<p>Loading…</p>}>
      <Panel />
    </Suspense>
  );
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
      <path d="M3.5 4.5h5v5h-5zM4.8 7l1 1 1.6-2M12 7h8.5M6 9.5v7.5h4M10 14.5h5v5h-5zM18 17h2.5" />
    </svg>
  );
}
