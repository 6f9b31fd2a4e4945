import type { MessageFilter as Filter, MessagePredicate } from '../ticket/filter.js';
import { builder } from './builder.js';
import { isGiven } from './given.js';
import { MessageVisibility } from './message-enums.js';
import { DateTimeFilter, IntFilter, MessageTypeFilter } from './operators.js';
import { refuseNulls } from './refuse-nulls.js';

export const MessageFilter = builder.inputType('MessageFilter', {
  description: 'Keeps messages; inside TicketFilter, keeps tickets with at least one such message. Fields are ANDed.',
  fields: (t) => ({
    type: t.field({ type: MessageTypeFilter, description: 'Who speaks.' }),
    position: t.field({ type: IntFilter, description: 'Place in the conversation, from 0.' }),
    visibility: t.field({ type: MessageVisibility, description: 'Who may read it.' }),
    createdAt: t.field({ type: DateTimeFilter, description: 'When it was written.' }),
  }),
});

/**
 * The domain's form of a message filter.
 * @param argument where it stands, for messages
 * @throws GraphQLError BAD_USER_INPUT for a null
 */
export function toMessageFilter(input: typeof MessageFilter.$inferInput, argument: string): Filter {
  refuseNulls(input, argument);
  const { type, position, visibility, createdAt } = input;
  const { eq, gte, lte } = position ?? {};
  const predicates: (MessagePredicate | false)[] = [
    isGiven(type?.eq) && { field: 'type', operator: 'in', value: [type.eq] },
    isGiven(type?.in) && { field: 'type', operator: 'in', value: type.in },
    isGiven(visibility) && { field: 'visibility', operator: 'eq', value: visibility },
    isGiven(eq) && { field: 'position', operator: 'eq', value: eq },
    isGiven(gte) && { field: 'position', operator: 'gte', value: gte },
    isGiven(lte) && { field: 'position', operator: 'lte', value: lte },
    isGiven(createdAt?.gte) && { field: 'createdAt', operator: 'gte', value: createdAt.gte },
    isGiven(createdAt?.gt) && { field: 'createdAt', operator: 'gt', value: createdAt.gt },
    isGiven(createdAt?.lte) && { field: 'createdAt', operator: 'lte', value: createdAt.lte },
    isGiven(createdAt?.lt) && { field: 'createdAt', operator: 'lt', value: createdAt.lt },
  ];
  return predicates.filter((predicate) => predicate !== false);
}
