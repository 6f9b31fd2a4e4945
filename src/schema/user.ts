import type { User as UserSource } from '../ticket/people.js';
import { toGlobalId } from '../ticket/ids.js';
import { isPublic, requiresScopeUnless } from './access.js';
import { builder } from './builder.js';
import { isNodeWith, Node } from './node.js';
import { Organization } from './organization.js';

const isCaller = requiresScopeUnless<UserSource>('user:read', ({ id }, { viewer }) => id === viewer.userId);

export const User = builder.objectRef<UserSource>('User').implement({
  ...isPublic,
  interfaces: [Node],
  isTypeOf: (value) => isNodeWith(value, 'fullName'),
  description: 'Somebody with an account. Visible to themselves, to their organisation and to visibility ALL.',
  fields: (t) => ({
    id: t.id({ description: 'Relay id.', resolve: ({ id }) => toGlobalId({ type: 'User', id }) }),
    email: t.exposeString('email', {
      ...isCaller,
      nullable: true,
      description: 'E-mail address. Needs user:read, unless it is the caller.',
    }),
    fullName: t.exposeString('fullName', {
      ...isCaller,
      nullable: true,
      description: 'Name as the person writes it. Needs user:read, unless it is the caller.',
    }),
    organization: t.field({
      type: Organization,
      nullable: true,
      description: 'Where the person belongs. Null when that is nowhere, or nowhere the caller may see.',
      asks: (_args, { estimate }) => estimate.addMembership(),
      resolve: ({ organizationId }, _args, { session }) =>
        organizationId === null ? null : session.loadOrganization(organizationId),
    }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime', nullable: true, description: 'When the account was made.' }),
  }),
});
