import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toGlobalId } from '../../src/ticket/ids.js';
import { makeTicket } from '../ticket/tickets.js';
import { askFor } from './ask.js';
import { createWorld, type World } from './world.js';

const AT = { backend: 'desk', nativeId: 'tick01HN0000000000000000000000' };
const ID = toGlobalId({ type: 'Ticket', ...AT });

describe('categories in the configuration of a local backend', () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    const categories = [{ value: 'BILLING', label: 'Bills', subcategories: [{ value: 'LATE_INVOICE' }] }];
    world = await createWorld({ tickets: 0, local: { categories } });
    token = await world.token({ scope: 'support:read support:write access_all_areas' });
    await world.gateway.store.tickets.insert([{ ticket: makeTicket(AT) }]);
  });
  afterAll(() => world.close());

  it('are told, and tickets are classified by them and by nothing else', async () => {
    const update = (input: string) =>
      askFor(
        world.gateway,
        `mutation { updateTicket(input: { id: "${ID}", ${input} }) { ... on UpdateTicketPayload {
          ticket { humanVerifiedCategory { label } humanVerifiedSubcategory { label } } } ... on ValidationError { issues { message } } } }`,
        { token },
      );

    const query = '{ categories { value label subcategories { value label } } }';
    expect(await askFor(world.gateway, query, { token })).toEqual({
      categories: expect.arrayContaining([
        { value: 'BILLING', label: 'Bills', subcategories: [{ value: 'LATE_INVOICE', label: 'Late invoice' }] },
      ]),
    });
    expect(await update('humanVerifiedCategory: "BILLING", humanVerifiedSubcategory: "LATE_INVOICE"')).toEqual({
      updateTicket: {
        ticket: { humanVerifiedCategory: { label: 'Bills' }, humanVerifiedSubcategory: { label: 'Late invoice' } },
      },
    });
    expect(await update('humanVerifiedCategory: "NOPE"')).toEqual({
      updateTicket: { issues: [{ message: 'is not a category of this backend; it can be BILLING' }] },
    });
  });
});
