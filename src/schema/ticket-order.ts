import { builder } from './builder.js';

const TicketOrderField = builder.enumType('TicketOrderField', {
  description: 'What tickets are ordered by. Ties are broken by backend and native id.',
  values: {
    CREATED_AT: { description: 'When it was opened.' },
    UPDATED_AT: { description: 'When it last changed; never is the lowest.' },
    RESOLVED_AT: { description: 'When it was resolved; never is the lowest.' },
    PRIORITY: { description: 'How urgent it is; none is the lowest.' },
  } as const,
});

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end comes first.',
  values: {
    ASC: { description: 'The lowest or oldest first.' },
    DESC: { description: 'The highest or newest first: ASC read backwards.' },
  } as const,
});

export const TicketOrder = builder.inputType('TicketOrder', {
  description: 'An order in which no two tickets tie.',
  fields: (t) => ({
    field: t.field({ type: TicketOrderField, required: true, defaultValue: 'CREATED_AT', description: 'By what.' }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'DESC',
      description: 'Which end comes first.',
    }),
  }),
});
