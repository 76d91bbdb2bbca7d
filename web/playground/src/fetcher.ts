// How the playground asks: queries by POST to /graphql, subscriptions over the WebSocket /graphql/ws, both on its own origin.

import type { Fetcher, FetcherParams, Observable } from '@graphiql/toolkit';
import { Kind, parse, type ExecutionResult, type OperationDefinitionNode } from 'graphql';

/** Runs one operation until its last answer, or until whoever listens stops: then the request or the socket ends, too. */
export const fetcher: Fetcher = ({ query, operationName, variables }, { headers = {} } = {}) => {
  const operations = operationsOf(query);
  // GraphiQL learns a name a moment after the last key, and whoever runs at once sends the old one.
  const named = operations.find((it) => it.name?.value === operationName);
  const params = { query, variables, ...(named && operationName && { operationName }) };
  const isSubscription = (named ?? operations[0])?.operation === 'subscription';
  return isSubscription ? subscribe(params, headers) : ask(params, headers);
};

/** The text's operations; none when it is not GraphQL, for the server says what is wrong with it. */
function operationsOf(query: string): OperationDefinitionNode[] {
  try {
    return parse(query).definitions.filter((it) => it.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return [];
  }
}

/** One POST as the GraphQL-over-HTTP specification has it; an answer that is not JSON (from a proxy, say) is told with its status. */
function ask(params: FetcherParams, headers: Record<string, string>): Observable<ExecutionResult> {
  return observable(async (next, signal) => {
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { accept: 'application/graphql-response+json, application/json;q=0.9', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(params),
      signal,
    });
    next(read(await answer.text(), answer));
  });
}

function read(text: string, { status, statusText }: Response): ExecutionResult {
  try {
    return JSON.parse(text) as ExecutionResult;
  } catch {
    throw new Error(`The server answered ${status} ${statusText}: ${text.slice(0, 500)}`);
  }
}

/** One subscription on a socket of its own; when it was cut, why is told beside the last answer. */
function subscribe(params: FetcherParams, headers: Record<string, string>): Observable<ExecutionResult> {
  return observable(async (next, signal) => {
    const [{ createClient }, { reasonOf }] = await Promise.all([import('graphql-ws'), import('./socket.ts')]);
    const accept = Object.entries(headers).find(([name]) => name.toLowerCase() === 'accept-language')?.[1];
    const client = createClient({
      url: new URL('/graphql/ws', location.href.replace(/^http/, 'ws')).href,
      connectionParams: { acceptLanguage: accept ?? navigator.languages.join(', ') },
      // Begun again it would tell everything once more: whoever reads decides.
      retryAttempts: 0,
    });
    let last: ExecutionResult = {};
    await new Promise<void>((resolve) => {
      const stop = client.subscribe(params as { query: string }, {
        next: (answer) => next((last = answer as ExecutionResult)),
        error: (reason) => {
          next({ ...last, errors: reasonOf(reason) } as ExecutionResult);
          resolve();
        },
        complete: resolve,
      });
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop);
    });
  });
}

interface Observer {
  next(answer: ExecutionResult): void;
  error(reason: unknown): void;
  complete(): void;
}

/** Runs `work` for each listener; its signal is raised, and nothing more is told, when the listener has had enough. */
function observable(work: (next: (answer: ExecutionResult) => void, signal: AbortSignal) => Promise<void>): Observable<ExecutionResult> {
  return {
    subscribe(told) {
      const observer = typeof told === 'function' ? { next: told } : told ?? {};
      const stopped = new AbortController();
      const unlessStopped = <T,>(tell?: (it: T) => void) => (it: T) => {
        if (!stopped.signal.aborted) tell?.(it);
      };
      const { next, error, complete } = observer as Partial<Observer>;
      work(unlessStopped(next), stopped.signal).then(unlessStopped(complete), unlessStopped(error));
      return { unsubscribe: () => stopped.abort() };
    },
  };
}
