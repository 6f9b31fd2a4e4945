import { builder } from './builder.js';

export const MessageType = builder.enumType('MessageType', {
  description: 'Who speaks in a message. May grow.',
  values: {
    INITIAL_REQUEST: { description: 'The request that opened the ticket.' },
    CUSTOMER_RESPONSE: { description: 'A later word of the requester.' },
    HUMAN_AGENT_RESPONSE: { description: 'A person of the support staff.' },
    AI_AGENT_RESPONSE: { description: 'An automatic answer.' },
  } as const,
});

export const MessageVisibility = builder.enumType('MessageVisibility', {
  description: 'Who may read a message.',
  values: {
    PUBLIC: { description: 'Everybody who may see the ticket.' },
    INTERNAL: { description: "Staff's notes: visibility ALL or scope support:internal." },
  } as const,
});
