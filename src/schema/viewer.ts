import type { Viewer as ViewerSource } from '../auth/viewer.js';
import { isPublic } from './access.js';
import { builder } from './builder.js';
import { Organization } from './organization.js';
import { User } from './user.js';

const Visibility = builder.enumType('Visibility', {
  description: "What the caller's token may see.",
  values: {
    USER: { description: "The caller's own tickets." },
    ORGANIZATION: { description: "Tickets of the caller's organisation." },
    ALL: { description: 'Every ticket, also those whose owner cannot be told.' },
  } as const,
});

const Viewer = builder.objectRef<ViewerSource>('Viewer').implement({
  ...isPublic,
  description: 'The caller, as the token tells.',
  fields: (t) => ({
    user: t.field({
      type: User,
      nullable: true,
      description: 'Null when the token names no user that is known here.',
      asks: (_args, { estimate }) => estimate.addCaller(),
      resolve: ({ userId }, _args, { session }) => (userId === null ? null : session.loadUser(userId)),
    }),
    organization: t.field({
      type: Organization,
      nullable: true,
      description: 'Null when the token names no organisation that is known here.',
      asks: (_args, { estimate }) => estimate.addMembership(),
      resolve: ({ organizationId }, _args, { session }) =>
        organizationId === null ? null : session.loadOrganization(organizationId),
    }),
    visibility: t.expose('visibility', { type: Visibility, description: 'Whose tickets the token may see.' }),
    scopes: t.stringList({ description: 'Scopes of the token.', resolve: ({ scopes }) => [...scopes] }),
    tokenExpiresAt: t.expose('tokenExpiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the token stops being accepted.',
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    ...isPublic,
    type: Viewer,
    description: 'Who is asking, and what they may see.',
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);
