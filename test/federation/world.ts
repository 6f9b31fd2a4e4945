import type { Viewer } from '../../src/auth/viewer.js';
import { createFederation, type Federation, type FederationOptions } from '../../src/federation/federation.js';
import type { Session } from '../../src/federation/session.js';
import type { TicketList, TicketListRequest } from '../../src/federation/ticket-list.js';
import type { Backend } from '../../src/provider/backend.js';
import type { Expand } from '../../src/provider/provider.js';
import type { TicketFields, TicketRef } from '../../src/ticket/ticket.js';
import { createDirectory } from './in-memory-directory.js';
import { createWriteLog } from './in-memory-write-log.js';

export const NOW = '2026-03-02T12:00:00.000Z';

export const STAFF: Viewer = makeViewer({ visibility: 'ALL' });

function makeViewer(viewer: Partial<Viewer>): Viewer {
  return {
    userId: null,
    organizationId: null,
    visibility: 'USER',
    scopes: new Set(),
    tokenExpiresAt: null,
    ...viewer,
  };
}

/** The viewer who sees the tickets of one user. */
export function asUser(userId: string, viewer: Partial<Viewer> = {}): Viewer {
  return makeViewer({ visibility: 'USER', userId, ...viewer });
}

/** The viewer who sees the tickets of one organisation. */
export function asOrganization(organizationId: string, viewer: Partial<Viewer> = {}): Viewer {
  return makeViewer({ visibility: 'ORGANIZATION', organizationId, ...viewer });
}

export interface World extends Federation {
  /** Opens a session, as one request does. */
  ask(viewer?: Viewer): Session;
}

export interface WorldOptions extends Partial<FederationOptions> {
  /** What every request looks at of tickets; everything unless told. */
  readonly ticketFields?: TicketFields;
}

export function createWorld(backends: readonly Backend[], { ticketFields, ...options }: WorldOptions = {}): World {
  const federation = createFederation({
    backends,
    directory: createDirectory(),
    writeLog: createWriteLog(),
    cursorSecret: Buffer.alloc(32, 7),
    deadlineMs: 60_000,
    pagesPerScan: 1000,
    conversationsPerScan: 100_000,
    statisticsKeptMs: 0,
    changes: () => 0,
    clock: () => Date.parse(NOW),
    ...options,
  });
  const { signal } = new AbortController();
  return { ...federation, ask: (viewer = STAFF) => federation.openSession(viewer, signal, { ticketFields }) };
}

export const NOTHING: Expand = { user: false, messages: false };
export const EVERYTHING: Expand = { user: true, messages: true };

/** A question for the newest tickets, but for what is given. */
export function toQuestion(request: Partial<TicketListRequest> = {}): TicketListRequest {
  return {
    filter: [],
    order: { field: 'CREATED_AT', direction: 'DESC' },
    direction: 'FORWARD',
    from: null,
    size: 100,
    expand: NOTHING,
    page: true,
    count: false,
    ...request,
  };
}

export function nameOf({ ticket }: { readonly ticket: TicketRef }): string {
  return `${ticket.backend}/${ticket.nativeId}`;
}

export function namesOf({ rows }: Pick<TicketList, 'rows'>): string[] {
  return rows.map(nameOf);
}
