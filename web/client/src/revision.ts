// The newest revision that was seen of each service. Sent back with every request, it keeps a client from being answered by a
// replica that is older than what the client has seen already (docs/growing.md).

/** The header that tells a revision, in either direction. */
export const HEADER = 'x-sabha-revision';

/** By address, and shared by all clients of the page: what one has seen, another must not contradict. */
const newest = new Map<string, number>();

/** Where the service is: an absolute address; in a page that gives none, `/graphql` on its own origin. */
export function address(url = '/graphql'): string {
  const page = (globalThis as { location?: Location }).location;
  if (!page && !/^https?:/.test(url)) throw new TypeError(`Outside of a browser, url must be absolute; it is ${url}`);
  return new URL(url, page?.href).href;
}

/** The newest revision of the dataset that answers or changes have told; `undefined` before the first one. */
export function newestRevision(url?: string): number | undefined {
  return newest.get(address(url));
}

/** Remembers a revision that was told, to a request that had sent `sent`. */
export function sawRevision(url: string, told: number, sent = -1): void {
  // Less than was asked for is told only of another database, one restored from an older state: its number counts from now on.
  newest.set(url, told < sent ? told : Math.max(told, newest.get(url) ?? 0));
}

/** Fetches in a language, never from an older revision than was seen. */
export function atNewest(url: string, language: string | undefined, plain: typeof fetch): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (language) headers.set('accept-language', language);
    const sent = newest.get(url);
    if (sent !== undefined) headers.set(HEADER, String(sent));
    const answer = await plain(input, { ...init, headers });
    const told = answer.headers.get(HEADER);
    if (told) sawRevision(url, Number(told), sent);
    return answer;
  };
}
