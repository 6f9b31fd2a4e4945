import { makeMessage } from '../ticket/tickets.js';
import { makeUser } from './in-memory-directory.js';
import { makeStored, type Script } from './script.js';
import { createScriptedBackend, type ScriptedBackend } from './scripted-provider.js';

export const FIFTY = Array.from({ length: 50 }, (_, index) => `${index}`);

/** A backend with tickets 0 to 49; ticket 7 is user u7's and has the message m7. */
export function makeFifty(key: string, script: Partial<Script> = {}): ScriptedBackend {
  const stored = FIFTY.map((nativeId) =>
    makeStored(
      { backend: key, nativeId, owner: { userId: `u${nativeId}`, organizationId: null } },
      { messages: [makeMessage({ id: `m${nativeId}` })], user: makeUser(`u${nativeId}`) },
    ),
  );
  return createScriptedBackend({ key, stored, users: new Map(), ...script });
}

/** The ids of each call of a method. */
export function idsOf({ calls }: ScriptedBackend, wanted: 'getTickets' | 'listMessages' | 'getUsers') {
  return calls.flatMap((call) => (call.method === wanted && 'ids' in call ? [call.ids] : []));
}
