import { describe, expect, it } from 'vitest';
import { createCall } from '../../provider/http/calls.js';
import { detail, listRequest, open, pages, reference, row, ticketOf, type Json, type People } from './upstream.js';

async function ownerOf(rest: Json, people: People, options: Json = {}) {
  const { provider } = await open({ '/tickets/ticket': () => detail(1, rest) }, { people, options });
  return (await ticketOf(provider, reference(1))).owner;
}

const EMAILS = { 'pat@acme.example': 'user-by-email' };
const CONTACT = { contact: { id: 88, reference: 'AC-7', company: ' ACME' } };

describe('the user of a ticket', () => {
  it.each<[string, Json, People, string | null]>([
    ['linked by id', {}, { identities: { 'contact:88': 'user-1' }, emails: EMAILS }, 'user-1'],
    ['linked by reference', CONTACT, { identities: { 'reference:AC-7': 'user-1' } }, 'user-1'],
    ['linked twice', CONTACT, { identities: { 'contact:88': 'user-1', 'reference:AC-7': 'user-1' } }, 'user-1'],
    [
      'linked to two users',
      CONTACT,
      { identities: { 'contact:88': 'user-1', 'reference:AC-7': 'user-2' }, emails: EMAILS },
      null,
    ],
    ['known by address', {}, { emails: EMAILS }, 'user-by-email'],
    ['known by nothing', {}, {}, null],
    [
      'without prefix',
      { contact: { id: 88, reference: 'contact:5' } },
      { identities: { 'contact:5': 'user-1' } },
      null,
    ],
    [
      'on the telephone',
      { contact_method: { method_type: 'telephone', data: 'pat@acme.example' } },
      { emails: EMAILS },
      null,
    ],
    ['without a contact', { contact: null, contact_method: null }, { identities: { 'contact:88': 'user-1' } }, null],
  ])('whose contact is %s', async (_name, rest, people, userId) => {
    expect((await ownerOf(rest, people)).userId).toBe(userId);
  });

  it('is asked for once for a whole page', async () => {
    const people = { identities: { 'contact:1': 'user-1' }, organizations: { 'user-1': 'org-u' } };
    const rows = [row(1, { contact: { id: 1 } }), row(2, { contact: { id: 2 } }), row(3, { contact: { id: 2 } })];
    const { provider, asked } = await open({ '/tickets/all': pages(rows) }, { people });

    await provider.listTickets(listRequest(), createCall());

    expect(asked).toEqual(['identities of desk: contact:1,contact:2', 'emails pat@acme.example', 'users user-1']);
  });
});

describe('the organization of a ticket', () => {
  const people = { emails: EMAILS, organizations: { 'user-by-email': 'org-u' } };
  const field = (value: unknown) => ({ ...CONTACT, custom_fields: { company_reference: value } });
  const options = {
    organizationField: 'company_reference',
    organizations: { 'AC-114': 'org-f' },
    companies: { 'Acme ': 'org-c' },
  };

  it.each<[string, Json, Json, string | null]>([
    ['the custom field says', field('AC-114'), options, 'org-f'],
    ['an unknown field leaves open', field('AC-115'), options, null],
    ['the company says, the field being empty', field(''), options, 'org-c'],
    ['nobody says, the fields being left out', { ...CONTACT, custom_fields: undefined }, options, null],
    ['the company says', CONTACT, { companies: options.companies }, 'org-c'],
    ['the directory says of the user', { contact: { id: 88, company: 'Other' } }, options, 'org-u'],
    ['the field itself is', field('org-x'), { organizationField: 'company_reference' }, 'org-x'],
  ])('is the one %s', async (_name, rest, given, organizationId) => {
    expect((await ownerOf(rest, people, given)).organizationId).toBe(organizationId);
  });

  it('is decided by a custom field that only who sees everybody’s tickets may write', async () => {
    const { provider } = await open({}, { options });

    expect(provider.capabilities.owningCustomFields).toEqual(['company_reference']);
  });
});
