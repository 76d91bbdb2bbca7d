// Puts an operation into the editors, whoever it comes from: an example or a link.

import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback, useRef } from 'react';

export interface Operation {
  query: string;
  variables: string;
  /** As JSON; without them the reader's own stay. */
  headers?: string;
}

/** What opens an operation, once the editors are there; in a tab of its own unless `here`. */
export function useOpen(): ((operation: Operation, here: boolean) => void) | undefined {
  const { queryEditor, variableEditor, headerEditor } = useGraphiQL(pick('queryEditor', 'variableEditor', 'headerEditor'));
  const { addTab, stop } = useGraphiQLActions();
  const brought = useRef('');
  const open = useCallback(({ query, variables, headers }: Operation, here: boolean) => {
    // What still runs would go on answering into the new tab.
    stop();
    if (!here) addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    if (headers || headerEditor?.getValue() === brought.current) headerEditor?.setValue(headers ?? '');
    brought.current = headers ?? '';
  }, [addTab, stop, queryEditor, variableEditor, headerEditor]);
  return queryEditor && variableEditor ? open : undefined;
}
