// The client: an urql client set up for Sabha.

import { Client, fetchExchange } from '@urql/core';
import { revisionCache } from './cache.ts';
import { persisted } from './persisted.ts';
import { address, atNewest } from './revision.ts';
import { resumedSubscriptions } from './subscription.ts';

export interface SabhaClientOptions {
  /** Where `/graphql` is; left out, on the page's own origin. */
  url?: string;
  /** Languages of the answers, as in `Accept-Language`: `hi`, or `hi, en;q=0.5`. Left out, the browser's. */
  language?: string;
  fetch?: typeof fetch;
  /** The class of sockets, where the platform has none, as Node.js before 22. */
  webSocket?: unknown;
}

/** A client of urql: `client.query(document, variables)`, `client.subscription(…)`, and its bindings for Preact, React and others.
 *
 * Queries go as persisted documents, by `GET` where that is possible. Answers are kept until a newer revision of the dataset is
 * seen, and no answer is older than one before. Subscriptions go on where they were after a cut. */
export function sabhaClient(options: SabhaClientOptions = {}): Client {
  const { language, webSocket } = options;
  const url = address(options.url);
  const asked = persisted(atNewest(url, language, options.fetch ?? ((input, init) => fetch(input, init))));
  return new Client({
    url,
    fetch: asked,
    preferGetMethod: false,
    exchanges: [revisionCache(url, asked), resumedSubscriptions({ url, language, webSocket, fetch: asked }), fetchExchange],
  });
}
