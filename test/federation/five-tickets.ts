import type { Capabilities } from '../../src/provider/capabilities.js';
import type { ListRequest } from '../../src/provider/provider.js';
import type { TicketFilter } from '../../src/ticket/filter.js';
import { DECLARES_NOTHING, makeStored, type Script, type Stored } from './script.js';
import { createScriptedBackend, type ScriptedBackend } from './scripted-provider.js';

export const OPEN: TicketFilter = [{ field: 'status', operator: 'eq', value: 'OPEN' }];

/** Tickets of backend `a`, all made at the same time. */
export type Row = [nativeId: string, status: 'OPEN' | 'CLOSED', userId?: string];

export function makeRows(...rows: Row[]): Stored[] {
  return rows.map(([nativeId, status, userId = 'u']) =>
    makeStored({ backend: 'a', nativeId, status, owner: { userId, organizationId: 'o' } }),
  );
}

/** Backend `a` with five tickets: three of them are open, and the last one is somebody else's. */
export function makeFive(capabilities: Partial<Capabilities>, script: Partial<Script> = {}): ScriptedBackend {
  const stored = makeRows(['1', 'OPEN'], ['20', 'CLOSED'], ['3', 'CLOSED'], ['4', 'OPEN'], ['5', 'OPEN', 'x']);
  return createScriptedBackend({ key: 'a', stored, ...script, capabilities: { ...DECLARES_NOTHING, ...capabilities } });
}

export function requestsOf({ calls }: ScriptedBackend): ListRequest[] {
  return calls.flatMap((call) => (call.method === 'listTickets' ? [call.request] : []));
}
