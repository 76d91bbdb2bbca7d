// The frame around every page, and which page stands at which address.

import { Provider } from '@urql/preact';
import { ErrorBoundary, LocationProvider, Route, Router, lazy, useLocation } from 'preact-iso';
import type { FunctionComponent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import ArticlePage from '../article/ArticlePage.tsx';
import ArticlesPage from '../article/ArticlesPage.tsx';
import { clientOf } from '../client.ts';
import { HomePage } from '../home/HomePage.tsx';
import { Speaker, join, split } from '../language/index.tsx';
import MeetingPage from '../meeting/MeetingPage.tsx';
import MeetingsPage from '../meeting/MeetingsPage.tsx';
import OfficialPage from '../official/OfficialPage.tsx';
import OfficialsPage from '../official/OfficialsPage.tsx';
import OrganisationPage from '../organisation/OrganisationPage.tsx';
import OrganisationsPage from '../organisation/OrganisationsPage.tsx';
import PlacePage from '../place/PlacePage.tsx';
import PlacesPage from '../place/PlacesPage.tsx';
import PoliciesPage from '../policy/PoliciesPage.tsx';
import PolicyPage from '../policy/PolicyPage.tsx';
import StatePage from '../state/StatePage.tsx';
import StatesPage from '../state/StatesPage.tsx';
import TopicPage from '../topic/TopicPage.tsx';
import TopicsPage from '../topic/TopicsPage.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { Missing } from './Missing.tsx';

/** What a page gets of its address. */
export interface PageProps {
  params: Record<string, string>;
  query: Record<string, string>;
}

// The pages of records are one file with the first page: a file of their own would be one more to wait for.
const pages: Record<string, FunctionComponent<PageProps>> = {
  '/': HomePage,
  '/meetings': MeetingsPage,
  '/meetings/:slug': MeetingPage,
  '/officials': OfficialsPage,
  '/officials/:slug': OfficialPage,
  '/organisations': OrganisationsPage,
  '/organisations/:slug': OrganisationPage,
  '/policies': PoliciesPage,
  '/policies/:slug': PolicyPage,
  '/states': StatesPage,
  '/states/:slug': StatePage,
  '/places': PlacesPage,
  '/places/:slug': PlacePage,
  '/topics': TopicsPage,
  '/topics/:slug': TopicPage,
  '/articles': ArticlesPage,
  '/articles/:slug': ArticlePage,
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
