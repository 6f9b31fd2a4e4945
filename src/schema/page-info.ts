import { isPublic } from './access.js';
import { builder } from './builder.js';

export interface PageInfoSource {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export const PageInfo = builder.objectRef<PageInfoSource>('PageInfo').implement({
  ...isPublic,
  description: 'Where a page stands in its list, as Relay defines it.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'True when `first: …, after: endCursor` leads on.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      description: 'True when `last: …, before: startCursor` leads back.',
    }),
    startCursor: t.exposeString('startCursor', { nullable: true, description: 'Where paging backward goes on.' }),
    endCursor: t.exposeString('endCursor', {
      nullable: true,
      description:
        'Where paging forward goes on. On a page that a page budget ended early it lies beyond the last edge, so that an empty page can be paged on from.',
    }),
  }),
});
