import { afterAll, describe } from 'vitest';
import { describeLists } from './lists.js';
import { describeReads } from './reads.js';
import { makeSirportlySeed, type Pair } from './sirportly-seed.js';
import { openSirportly } from './sirportly-subject.js';

const BACKEND = 'desk';
const NOW = '2026-05-04T10:00:00.000Z';
const COUNT = 65;

/** Where a custom field decides whose a ticket is, lists read every ticket whole. */
describe('sirportly with the organization in a custom field', async () => {
  const options = { organizationField: 'company_reference', organizations: { 'NW-1': 'northwind' } };
  const pairs = makeSirportlySeed(BACKEND, COUNT).map(withReference);
  const subject = await openSirportly(pairs, { key: BACKEND, now: NOW, options });
  afterAll(() => subject.close());

  describeLists(subject);
  describeReads(subject);
});

/** A third of the tickets with a known reference, a third with one that nobody knows, and a third with none. */
function withReference(pair: Pair, index: number): Pair {
  if (index % 3 === 0) return withFields(pair, { company_reference: 'NW-1' }, 'northwind');
  if (index % 3 === 1) return withFields(pair, { company_reference: 'AC-9' }, null);
  const { organizationId } = pair.seeded.ticket.owner;
  return withFields(pair, { company_reference: ' ' }, organizationId);
}

function withFields({ stored, seeded }: Pair, fields: Record<string, string>, organizationId: string | null): Pair {
  const customFields = { ...stored.customFields, ...fields };
  const { ticket } = seeded;
  return {
    stored: { ...stored, customFields },
    seeded: { ...seeded, ticket: { ...ticket, customFields, owner: { ...ticket.owner, organizationId } } },
  };
}
