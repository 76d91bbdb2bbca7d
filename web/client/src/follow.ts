// Following the changes over a WebSocket, as docs/subscriptions.md says: whatever cuts it, it goes on where it was. It is loaded
// by what follows only, and `graphql-ws` with it.

import type { TypedDocumentNode } from '@urql/core';
import { createClient, type Client } from 'graphql-ws';
import { ofAnswer, SabhaError, type AnswerError } from './error.ts';
import { beginning, followed, type Place, type Variables } from './place.ts';
import { newestRevision, sawRevision } from './revision.ts';

/** How the socket is opened, and opened again. */
export interface Line {
  /** Absolute address of `/graphql`. */
  url: string;
  language?: string | undefined;
  /** The class of sockets, where the platform has none, as Node.js before 22. */
  webSocket?: unknown;
  /** The first pause before connecting again, in milliseconds; each further one is twice as long, up to 30 times as long. */
  pause?: number | undefined;
  fetch?: typeof fetch | undefined;
}

/** What the service sent. */
export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: AnswerError[];
  extensions?: Record<string, unknown>;
}

/** Close codes after which trying again would end in the same way. */
const FATAL = new Set([1002, 1003, 1007, 1009, 4004, 4005, 4400, 4401, 4403, 4406, 4409]);
/** Errors of an operation that pass. */
const PASSING = new Set<unknown>(['UNAVAILABLE', 'TIMEOUT', 'INTERNAL']);
/** How often a socket that never opened is tried. */
const PATIENCE = 5;
/** So many answers may wait to be taken; then the socket is left, and opened again when they have been. */
const WAITING = 1000;
/** Whoever is silent for so long is asked for a sign of life, and has half of it to give one. A sleeping machine wakes to a dead line. */
const SILENCE = 12_000;

/** Each answer to a subscription, resumed until `signal` is aborted. It ends by itself only if the operation was refused. */
export async function* follow(
  line: Line,
  document: TypedDocumentNode<any, any>,
  variables: Variables,
  signal: AbortSignal,
): AsyncGenerator<Answer, void> {
  const about = followed(document, variables);
  const place: Place = {};
  let tries = 0;
  let opened = false;
  while (!signal.aborted) {
    tries += 1;
    let reason: unknown;
    try {
      if (about && !about.begins && !place.after) place.since ??= newestRevision(line.url) ?? (await newest(line));
      for await (const answer of once(line, beginning(document, variables, place), signal, () => (opened = true))) {
        const change = about && (answer.data?.[about.key] as { id: string; revision: number } | null | undefined);
        if (!change && answer.errors) {
          if (!PASSING.has(answer.errors[0]?.extensions?.['code'])) {
            yield answer;
            return;
          }
          break;
        }
        if (change) {
          tries = 0;
          place.after = change.id;
          sawRevision(line.url, change.revision);
        }
        yield answer;
      }
    } catch (cause) {
      reason = cause;
    }
    if (signal.aborted) return;
    if (reason !== FULL) {
      const fault = fatal(reason) ?? (about ? undefined : lost(line.url, reason));
      if (fault) throw fault;
      if (!opened && tries >= PATIENCE) throw lost(line.url, reason);
      await rest(line.pause ?? 1000, tries, signal);
    }
  }
}

/** Left on purpose, because too much waits to be taken. */
const FULL = Symbol('full');

/** The answers that come over one socket. It throws what ended it, and returns when the service completed the operation. */
async function* once(
  line: Line,
  payload: { query: string; variables: Variables },
  signal: AbortSignal,
  onOpened: () => void,
): AsyncGenerator<Answer, void> {
  const waiting: Answer[] = [];
  let ended: { reason?: unknown } | undefined;
  let leave = () => {};
  let wake = () => {};
  const end = (reason?: unknown) => {
    ended ??= { reason };
    leave();
    wake();
  };
  const client = connect(line, onOpened, end);
  const unsubscribe = client.subscribe<Record<string, unknown>>(payload, {
    next(answer) {
      if (ended) return;
      waiting.push(answer as Answer);
      if (waiting.length >= WAITING) end(FULL);
      wake();
    },
    error: end,
    complete: () => end(),
  });
  leave = unsubscribe;
  const abort = () => end();
  signal.addEventListener('abort', abort);
  try {
    while (!signal.aborted) {
      const answer = waiting.shift();
      if (answer) yield answer;
      else if (!ended) await new Promise<void>((resolve) => (wake = resolve));
      else if (ended.reason !== undefined) throw ended.reason;
      else return;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    end();
  }
}

function connect({ url, language, webSocket }: Line, onOpened: () => void, onClosed: (event: unknown) => void): Client {
  let silent: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/ws`,
    webSocketImpl: webSocket,
    connectionParams: language ? { acceptLanguage: language } : undefined,
    // By itself it would begin once more where this socket began.
    retryAttempts: 0,
    keepAlive: SILENCE,
    on: {
      connected: onOpened,
      closed(event) {
        clearTimeout(silent);
        onClosed(event);
      },
      ping(received) {
        if (!received) silent = setTimeout(() => client.terminate(), SILENCE / 2);
      },
      pong(received) {
        if (received) clearTimeout(silent);
      },
    },
  });
  return client;
}

/** The newest revision, of a service of which none was seen. */
async function newest({ url, fetch: plain = fetch }: Line): Promise<number> {
  const body = JSON.stringify({ query: '{ dataset { revision } }' });
  const answer = await plain(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { data, errors } = (await answer.json()) as { data?: { dataset: { revision: number } }; errors?: AnswerError[] };
  if (!data) throw errors ?? [];
  return data.dataset.revision;
}

/** Why it makes no sense to try again; `undefined` when it does. */
function fatal(reason: unknown): SabhaError | undefined {
  if (Array.isArray(reason)) {
    const error = ofAnswer(reason as AnswerError[]);
    return PASSING.has(error.code) ? undefined : error;
  }
  const { code, reason: said } = (reason ?? {}) as { code?: unknown; reason?: unknown };
  if (typeof code === 'number' && FATAL.has(code)) {
    const message = `The socket was closed for good: ${code} ${String(said ?? '')}`.trim();
    return new SabhaError('SOCKET', message, { status: code, cause: reason });
  }
  return undefined;
}

function lost(url: string, cause: unknown): SabhaError {
  return new SabhaError('NETWORK', `${url}/ws cannot be reached, or does not take sockets of this page`, { cause });
}

/** Growing pauses, different from client to client, so that not all come back at once. */
function rest(pause: number, tries: number, signal: AbortSignal): Promise<void> {
  const longest = pause * Math.min(2 ** Math.max(tries - 1, 0), 30);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, longest * (0.5 + Math.random() / 2));
    signal.addEventListener('abort', done);
  });
}
