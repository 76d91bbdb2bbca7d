// Why a subscription ended before its time, in words: docs/subscriptions.md has the codes.

import type { GraphQLFormattedError } from 'graphql';

const meanings: Record<number, string> = {
  1001: 'the service is about to stop; run it again in a moment',
  1002: 'a frame was not of the WebSocket protocol',
  1006: 'the connection broke; run it again',
  1007: 'a message was not in UTF-8',
  1009: 'the message is too large; send less',
  4400: 'a message was not of the protocol graphql-transport-ws',
  4401: 'the subscription came before the server was ready for it',
  4406: 'the server and this page do not speak the same protocol; something between them may change it',
  4408: 'the server heard nothing from this page for too long; run it again',
  4409: 'a subscription with this id is running already',
  4413: 'this page read too slowly and too much was waiting; run it again, from a later place',
  4429: 'the connection was opened twice',
};

/** What `graphql-ws` gives as the reason, as errors to be shown: the server's errors, a close with its code, or that nobody answered. */
export function reasonOf(reason: unknown): readonly GraphQLFormattedError[] {
  if (Array.isArray(reason)) return reason;
  if (isClose(reason)) {
    const meaning = meanings[reason.code] ?? 'the connection was closed';
    const said = reason.reason ? ` The server said: ${reason.reason}` : '';
    return [{ message: `The subscription ended: ${meaning} (code ${reason.code}).${said}` }];
  }
  if (reason instanceof Error) return [{ message: reason.message }];
  return [{ message: 'No WebSocket to /graphql/ws could be opened: the server is away, refuses this page, or a proxy lets none through.' }];
}

function isClose(reason: unknown): reason is { code: number; reason: string } {
  return typeof reason === 'object' && reason !== null && 'code' in reason && 'reason' in reason;
}
