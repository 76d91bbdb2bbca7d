// What went wrong, as one kind of error with a code that a program can tell apart and a sentence that a person can read.

import type { CombinedError } from '@urql/core';

/** Why no answer came, besides the codes of docs/errors.md, which are the service's own. */
export type LocalCode =
  /** Nothing came back: no network, no service, or a browser that forbids it. */
  | 'NETWORK'
  /** Something came back that is no GraphQL answer; `status` is the HTTP status. */
  | 'HTTP'
  /** The WebSocket was closed for good; `status` is the close code. */
  | 'SOCKET';

/** An error with a code: one of docs/errors.md, or a {@link LocalCode}. */
export class SabhaError extends Error {
  override readonly name = 'SabhaError';
  readonly code: LocalCode | (string & {});
  /** The HTTP status or the WebSocket's close code, where there was one. */
  readonly status: number | undefined;

  constructor(code: LocalCode | (string & {}), message: string, more: { status?: number | undefined; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.status = more.status;
  }
}

/** A GraphQL error as it stands in an answer. */
export interface AnswerError {
  message: string;
  extensions?: Record<string, unknown> | undefined;
}

/** The first error of an answer. */
export function ofAnswer(errors: readonly AnswerError[], status?: number): SabhaError {
  const [first] = errors;
  const code = first?.extensions?.['code'];
  return new SabhaError(typeof code === 'string' ? code : 'INTERNAL', first?.message ?? 'The service named no reason.', {
    status,
    cause: errors,
  });
}

/** What a query of `sabhaClient` failed by: `const { data, error } = await client.query(…); if (error) throw sabhaError(error)`. */
export function sabhaError(error: CombinedError): SabhaError {
  const cause: unknown = error.networkError;
  if (cause instanceof SabhaError) return cause;
  const response = error.response as Response | undefined;
  if (error.graphQLErrors.length > 0) return ofAnswer(error.graphQLErrors, response?.status);
  if (response) {
    const said = `${response.status} ${response.statusText}`.trim();
    return new SabhaError('HTTP', `Not Sabha answered, but something before it: ${said}`, { status: response.status, cause });
  }
  return new SabhaError('NETWORK', `No answer came: ${error.networkError?.message ?? error.message}`, { cause });
}
