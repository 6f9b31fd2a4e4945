import type { MessageOfTicket } from '../federation/reads.js';
import { toGlobalId } from '../ticket/ids.js';
import { guardedBy } from './access.js';
import { builder } from './builder.js';
import { MessageType, MessageVisibility } from './message-enums.js';
import { isNodeWith, Node } from './node.js';

export const Message = builder.objectRef<MessageOfTicket>('Message').implement({
  ...guardedBy('support:read'),
  interfaces: [Node],
  description: "One contribution to a ticket's conversation.",
  isTypeOf: (value) => isNodeWith(value, 'message'),
  fields: (t) => ({
    id: t.id({
      description: 'Relay id.',
      resolve: ({ ticket: { backend, nativeId }, message }) =>
        toGlobalId({ type: 'Message', backend, ticketNativeId: nativeId, messageId: message.id }),
    }),
    nativeId: t.string({
      nullable: true,
      description: 'The id inside the backend, where it gives one.',
      resolve: ({ message }) => message.nativeId,
    }),
    position: t.int({ description: '0 is the first message.', resolve: ({ message }) => message.position }),
    type: t.field({ type: MessageType, description: 'Who speaks.', resolve: ({ message }) => message.type }),
    visibility: t.field({
      type: MessageVisibility,
      description: "Internal notes are staff's: visibility ALL or scope support:internal.",
      resolve: ({ message }) => message.visibility,
    }),
    authorName: t.string({
      nullable: true,
      description: 'Name of the author, where the backend gives one.',
      resolve: ({ message }) => message.authorName,
    }),
    text: t.string({
      description: 'As the upstream sent it: untrusted text, possibly HTML.',
      resolve: ({ message }) => message.text,
    }),
    textClean: t.string({
      nullable: true,
      description: 'With quotes, signatures and other unnecessary text removed.',
      resolve: ({ message }) => message.textClean,
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was written.',
      resolve: ({ message }) => message.createdAt,
    }),
  }),
});
