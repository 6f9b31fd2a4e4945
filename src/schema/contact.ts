import type { Agent as AgentSource, Contact, Ticket } from '../ticket/ticket.js';
import { isPublic, requiresScopeUnless } from './access.js';
import { builder } from './builder.js';

/** A contact together with the user whose ticket it stands on. */
interface ContactSource extends Contact {
  readonly userId: string | null;
}

export function toContactSource({ requester, owner }: Ticket): ContactSource | null {
  return requester && { ...requester, userId: owner.userId };
}

export const ContactType = builder.objectRef<ContactSource>('Contact').implement({
  ...isPublic,
  description: 'The person as the provider names them; there may be no user account behind it.',
  fields: (t) => ({
    name: t.exposeString('name', { nullable: true, description: 'Name as the provider has it.' }),
    email: t.exposeString('email', {
      ...requiresScopeUnless<ContactSource>(
        'user:read',
        ({ userId }, { viewer }) => userId !== null && userId === viewer.userId,
      ),
      nullable: true,
      description: 'E-mail address as the provider has it. Needs user:read, unless the ticket is the caller’s.',
    }),
    company: t.exposeString('company', { nullable: true, description: 'Company as the provider has it.' }),
  }),
});

export const Agent = builder.objectRef<AgentSource>('Agent').implement({
  ...isPublic,
  description: 'The member of staff who handles a ticket.',
  fields: (t) => ({
    nativeId: t.exposeString('nativeId', { nullable: true, description: 'Their id in the backend.' }),
    name: t.exposeString('name', { nullable: true, description: 'Their name in the backend.' }),
  }),
});
