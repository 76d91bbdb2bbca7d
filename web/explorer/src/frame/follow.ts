// The feed of changes, listened to until the first that is newer than the page.

import { changes } from 'sabha-client';

/** Whether a change came before `signal` ended the wait. */
export async function follow(signal: AbortSignal): Promise<boolean> {
  try {
    for await (const _change of changes({ signal })) return true;
  } catch {
    // A page that cannot follow is no worse than one that does not.
  }
  return false;
}
