import { canSeeTicket } from '../auth/visibility.js';
import type { Call, TicketRow } from '../provider/provider.js';
import { needsMessages, type Condition, type TicketFilter } from '../ticket/filter.js';
import { matches } from '../ticket/matches.js';
import { toKey } from '../ticket/order.js';
import { loadMessagesInto, type CompletedRows } from './messages-of-rows.js';
import { isUpTo } from './row-order.js';
import type { ScanRequest } from './scan.js';

/** Whether rows pass what remains of the filter and, whatever the upstream did, the viewer's rule. */
export interface Judge {
  /** By all that can be told without its conversation. */
  isWanted(row: TicketRow): boolean;
  /** Whether a wanted row can be judged only by a conversation that did not come along. */
  needsConversation(row: TicketRow): boolean;
  /** By their conversations. */
  judge(wanted: readonly TicketRow[], call: Call): Promise<Judgement>;
}

export interface Judgement extends Omit<CompletedRows, 'rows'> {
  /** All rows, or those before the failure. */
  readonly judged: readonly TicketRow[];
  readonly passed: readonly TicketRow[];
}

export function createJudge({ plan, viewer, after, order }: ScanRequest): Judge {
  const { provider } = plan.backend;
  const [withMessages, withoutMessages] = split(plan.remaining);
  // What was pushed is checked again where that costs nothing: an upstream may read a filter otherwise than it says.
  const cheap = [...split(plan.pushed)[1], ...withoutMessages];

  const isWanted = ({ ticket }: TicketRow) =>
    canSeeTicket(viewer, ticket.owner) &&
    (after === null || !isUpTo(toKey(ticket, order.field), after, order)) &&
    matches(cheap, { ticket, provider: provider.kind, messages: null });

  return {
    isWanted,
    needsConversation: (row) => withMessages.length > 0 && row.messages === undefined,
    async judge(wanted, call) {
      if (withMessages.length === 0) return { judged: wanted, passed: wanted, leftOut: [], failure: null };
      const { rows, ...missing } = await loadMessagesInto(wanted, plan.backend, call);
      const passed = rows.filter(({ ticket, messages }) =>
        matches(withMessages, { ticket, provider: provider.kind, messages }),
      );
      const { failure } = missing;
      return { judged: failure ? wanted.slice(0, wanted.indexOf(failure.row)) : wanted, passed, ...missing };
    },
  };
}

/** The conditions that need messages, and the cheaper ones that go first. */
function split(filter: TicketFilter): [TicketFilter, TicketFilter] {
  return [filter.filter(isNeedy), filter.filter((condition) => !isNeedy(condition))];
}

function isNeedy(condition: Condition): boolean {
  return needsMessages([condition]);
}
