// Automatic persisted documents, Apollo's protocol: a query goes as `GET` with the SHA-256 of its text, which is short and can
// be cached; only if the service does not know the text, it goes once more, as `POST` with text and hash.
//
// It stands in `fetch`, below GraphQL clients: it takes the `POST` that any of them makes, and asks as it likes.

/** What is surely let through on the way: longer requests go as `POST`. */
const LONGEST_URL = 2000;

interface Body {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
  extensions?: Record<string, unknown>;
}

/** A `fetch` for clients of GraphQL that sends queries as persisted documents. It sends them as they are where the page has no
 * `crypto.subtle`, which browsers give to secure origins and loopback only, and to services that do not persist. */
export function persisted(plain: typeof fetch): typeof fetch {
  const hashes = new Map<string, Promise<string>>();
  let persists = globalThis.crypto?.subtle !== undefined;

  return async (input, init) => {
    if (!persists || typeof init?.body !== 'string') return plain(input, init);
    const body = JSON.parse(init.body) as Body;
    const hash = hashes.get(body.query) ?? sha256(body.query);
    hashes.set(body.query, hash);
    const extensions = { ...body.extensions, persistedQuery: { version: 1, sha256Hash: await hash } };

    const url = short(String(input), body, extensions);
    if (url.length <= LONGEST_URL) {
      const headers = new Headers(init.headers);
      headers.delete('content-type');
      const { body: _, ...rest } = init;
      const answer = await plain(url, { ...rest, method: 'GET', headers });
      const refused = await refusal(answer);
      if (!refused) return answer;
      // Whoever does not know what a hash is gets whole documents from now on.
      if (refused !== 'PERSISTED_QUERY_NOT_FOUND') {
        persists = false;
        return plain(input, init);
      }
    }
    return plain(input, { ...init, body: JSON.stringify({ ...body, extensions }) });
  };
}

function short(url: string, { operationName, variables }: Body, extensions: object): string {
  const parts = new URLSearchParams();
  if (operationName) parts.set('operationName', operationName);
  if (variables && Object.keys(variables).length > 0) parts.set('variables', JSON.stringify(variables));
  parts.set('extensions', JSON.stringify(extensions));
  return `${url}${url.includes('?') ? '&' : '?'}${parts}`;
}

/** Why a document without its text was not run, if that was the reason. */
async function refusal(answer: Response): Promise<string | undefined> {
  // A whole answer has a tag, so that it need not be read twice.
  if (answer.ok && answer.headers.has('etag')) return undefined;
  if (answer.status === 405 || answer.status === 414) return 'NOT_BY_GET';
  try {
    const { errors } = (await answer.clone().json()) as { errors?: { extensions?: { code?: string } }[] };
    const code = errors?.[0]?.extensions?.code;
    return code === 'BAD_REQUEST' || code?.startsWith('PERSISTED_QUERY_') ? code : undefined;
  } catch {
    return undefined;
  }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
