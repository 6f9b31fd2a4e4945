import type { Organization as OrganizationSource } from '../ticket/people.js';
import { toGlobalId } from '../ticket/ids.js';
import { isPublic } from './access.js';
import { builder } from './builder.js';
import { isNodeWith, Node } from './node.js';

export const Organization = builder.objectRef<OrganizationSource>('Organization').implement({
  ...isPublic,
  interfaces: [Node],
  isTypeOf: (value) => isNodeWith(value, 'name'),
  description: 'A company or other body whose people have tickets. Visible to its own people and to visibility ALL.',
  fields: (t) => ({
    id: t.id({ description: 'Relay id.', resolve: ({ id }) => toGlobalId({ type: 'Organization', id }) }),
    name: t.exposeString('name', { description: 'As the directory has it, else its id.' }),
  }),
});
