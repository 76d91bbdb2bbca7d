// The frame around every page, and which page stands at which address.

import { Provider } from '@urql/preact';
import { ErrorBoundary, LocationProvider, Route, Router, lazy, useLocation } from 'preact-iso';
import type { FunctionComponent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { clientOf } from '../client.ts';
import { HomePage } from '../home/HomePage.tsx';
import { Speaker, join, split } from '../language/index.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { Missing } from './Missing.tsx';

/** What a page gets of its address. */
export interface PageProps {
  params: Record<string, string>;
  query: Record<string, string>;
}

const pages: Record<string, FunctionComponent<PageProps>> = {
  '/': HomePage,
  '/meetings': lazy(() => import('../meeting/MeetingsPage.tsx')),
  '/meetings/:slug': lazy(() => import('../meeting/MeetingPage.tsx')),
  '/officials': lazy(() => import('../official/OfficialsPage.tsx')),
  '/officials/:slug': lazy(() => import('../official/OfficialPage.tsx')),
  '/organisations': lazy(() => import('../organisation/OrganisationsPage.tsx')),
  '/organisations/:slug': lazy(() => import('../organisation/OrganisationPage.tsx')),
  '/policies': lazy(() => import('../policy/PoliciesPage.tsx')),
  '/policies/:slug': lazy(() => import('../policy/PolicyPage.tsx')),
  '/states': lazy(() => import('../state/StatesPage.tsx')),
  '/states/:slug': lazy(() => import('../state/StatePage.tsx')),
  '/places': lazy(() => import('../place/PlacesPage.tsx')),
  '/places/:slug': lazy(() => import('../place/PlacePage.tsx')),
  '/topics': lazy(() => import('../topic/TopicsPage.tsx')),
  '/topics/:slug': lazy(() => import('../topic/TopicPage.tsx')),
  '/articles': lazy(() => import('../article/ArticlesPage.tsx')),
  '/articles/:slug': lazy(() => import('../article/ArticlePage.tsx')),
  '/search': lazy(() => import('../search/SearchPage.tsx')),
  '/timeline': lazy(() => import('../timeline/TimelinePage.tsx')),
  '/network': lazy(() => import('../network/NetworkPage.tsx')),
  '/map': lazy(() => import('../map/MapPage.tsx')),
  '/relation': lazy(() => import('../relation/RelationPage.tsx')),
  '/about': lazy(() => import('../about/AboutPage.tsx')),
};

/** What the explorer itself answers; the playground and the data are the server's. */
const OWN = /^\/(hi\/?$|hi\/|$|meetings|officials|organisations|policies|states|places|topics|articles|relation|search|timeline|network|map|about)/;

export function App() {
  return (
    <LocationProvider scope={OWN}>
      <Frame />
    </LocationProvider>
  );
}

function Frame() {
  const { path } = useLocation();
  const [language] = split(path);
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  // Who reads with a screen reader or the keyboard begins at the new page, not where the link was.
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path]);
  return (
    <Speaker language={language}>
      <Provider value={clientOf(language)}>
        <Header />
        <main id="content" ref={main} tabindex={-1}>
          <ErrorBoundary>
            <Router>
              {Object.entries(pages).flatMap(([at, Component]) => [
                <Route key={at} path={at} component={Component} />,
                <Route key={`/hi${at}`} path={join('hi', at)} component={Component} />,
              ])}
              <Route default component={Missing} />
            </Router>
          </ErrorBoundary>
        </main>
        <Footer />
      </Provider>
    </Speaker>
  );
}
