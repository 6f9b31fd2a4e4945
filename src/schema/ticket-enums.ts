import { builder } from './builder.js';

export const TicketStatus = builder.enumType('TicketStatus', {
  description: "Normalised status. The provider's own wording is beside it in statusName. May grow.",
  values: {
    NEW: { description: 'Nobody has looked at it yet.' },
    OPEN: { description: 'Somebody is to act.' },
    PENDING: { description: 'Waiting for the requester.' },
    ON_HOLD: { description: 'Waiting for somebody else.' },
    RESOLVED: { description: 'Answered; may be opened again.' },
    CLOSED: { description: 'Done for good.' },
  } as const,
});

export const TicketPriority = builder.enumType('TicketPriority', {
  description: "Normalised priority. The provider's own wording is beside it in priorityName. May grow.",
  values: {
    LOW: { description: 'Can wait.' },
    NORMAL: { description: 'In turn.' },
    HIGH: { description: 'Before the others.' },
    URGENT: { description: 'At once.' },
  } as const,
});

export const TicketSource = builder.enumType('TicketSource', {
  description: "Where the ticket came from. The provider's own wording is beside it in sourceName. May grow.",
  values: {
    EMAIL: { description: 'An e-mail.' },
    PHONE: { description: 'A call.' },
    CHAT: { description: 'A chat.' },
    WEB_FORM: { description: 'A form on a web site.' },
    FEEDBACK_WIDGET: { description: 'A feedback widget in a site or app.' },
    PORTAL: { description: 'A support portal.' },
    SOCIAL: { description: 'A social network.' },
    SMS: { description: 'A text message.' },
    API: { description: 'Another program.' },
    OTHER: { description: 'Something else that the provider names.' },
  } as const,
});
