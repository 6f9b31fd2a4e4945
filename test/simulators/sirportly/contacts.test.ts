import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContact, createDesk, nowMs, startSimulator, type Started } from './start.js';

let started: Started;

beforeEach(async () => {
  const contacts = [
    createContact({ id: 1, name: 'Pat Doe', reference: 'C-1', company: 'Acme' }),
    createContact({ id: 2, name: 'Acme1', reference: null, company: '' }),
    createContact({
      id: 3,
      name: 'Cher',
      reference: '',
      contactMethods: [{ id: 30, methodType: 'telephone', data: '+44 1', isDefault: true }],
    }),
  ];
  started = await startSimulator({ data: createDesk([], contacts) });
});

afterEach(() => started.simulator.close());

const pat = {
  id: 1,
  reference: 'C-1',
  name: 'Pat Doe',
  abbreviated_name: 'Pat D.',
  company: 'Acme',
  mail_format: 'both',
  picture_url: 'https://avatars.example/{{size}}/contacts/1.png',
  discussion_count: 0,
  pin: '123456',
  created_at: '2025-01-01T00:00:00+00:00',
};
const method = { id: 10, method_type: 'email', data: 'contact1@acme.example', default: true };

describe('contacts', () => {
  it('are listed in pages, without the ways to reach them', async () => {
    const body = await started.read<{ records: Record<string, unknown>[] }>('contacts/all');

    expect(body).toMatchObject({ pagination: { page: 1, per_page: 30, pages: 1, total_records: 3 } });
    expect(body.records[0]).toEqual(pat);
    expect(body.records.map(({ reference, company }) => [reference, company])).toEqual([
      ['C-1', 'Acme'],
      [null, ''],
      ['', null],
    ]);
  });

  it.each(['1', 'c-1', 'PAT DOE'])('are found by %s, with the ways to reach them', async (contact) => {
    const body = await started.read('contacts/info', { contact });

    expect(body).toEqual({ ...pat, contact_methods: [method] });
  });

  it('are customers in the first edition', async () => {
    const all = await started.callFirst('customers/all');
    const one = await started.callFirst('customers/info', { customer: '1' });

    expect(all.status).toBe(200);
    expect(one.body).toEqual({ ...pat, contact_methods: [method] });
  });

  it.each([
    { form: { query: 'acme' }, ids: [1, 2] },
    { form: { query: 'acme', limit: '1' }, ids: [1] },
    { form: { query: 'acme', limit: 'x' }, ids: [1, 2] },
    { form: { query: 'pat' }, ids: [1] },
    { form: { query: 'c-1' }, ids: [1] },
    { form: { query: 'pat', types: 'email' }, ids: [] },
    { form: { query: 'CONTACT2@', types: 'email' }, ids: [2] },
    { form: { query: '+44', types: 'email,telephone' }, ids: [3] },
    { form: { query: 'nobody' }, ids: [] },
  ])('are searched for with $form', async ({ form, ids }) => {
    const body = await started.read<{ contact: { id: number } }[]>('contacts/search', form);

    expect(body.map(({ contact }) => contact.id)).toEqual(ids);
  });

  it('are wrapped in the answer to a search', async () => {
    const body = await started.read('contacts/search', { query: 'pat doe' });

    expect(body).toEqual([{ contact: pat }]);
  });

  it('can be created and given ways to be reached', async () => {
    const created = await started.call('contacts/create', { name: 'New One', company: 'Acme', reference: 'C-4' });
    const first = await started.call('contacts/add_contact_method', {
      contact: 'C-4',
      method_type: 'email',
      data: 'new@acme.example',
    });
    const second = await started.call('contacts/add_contact_method', {
      contact: '4',
      method_type: 'telephone',
      data: '+44 2',
    });

    expect([created.status, first.status, second.status]).toEqual([201, 201, 201]);
    expect(created.body).toMatchObject({ id: 4, name: 'New One', abbreviated_name: 'New O.', contact_methods: [] });
    expect(first.body).toEqual({ id: 31, method_type: 'email', data: 'new@acme.example', default: true });
    expect(started.simulator.data.contacts[3]).toEqual({
      id: 4,
      name: 'New One',
      company: 'Acme',
      reference: 'C-4',
      pin: '100004',
      createdAtMs: nowMs,
      contactMethods: [
        { id: 31, methodType: 'email', data: 'new@acme.example', isDefault: true },
        { id: 32, methodType: 'telephone', data: '+44 2', isDefault: false },
      ],
    });
  });

  it.each([
    { verb: 'contacts/create', form: {}, errors: { name: ["can't be blank"] } },
    { verb: 'contacts/search', form: {}, errors: { query: ["can't be blank"] } },
    {
      verb: 'contacts/add_contact_method',
      form: { contact: '1', method_type: 'pigeon', data: 'x' },
      errors: { method_type: ['is not included in the list'] },
    },
    {
      verb: 'contacts/add_contact_method',
      form: { contact: '1', method_type: 'email', data: '' },
      errors: { data: ["can't be blank"] },
    },
  ])('are refused by $verb with $form', async ({ verb, form, errors }) => {
    const { status, body } = await started.call(verb, form);

    expect({ status, body }).toEqual({ status: 422, body: { errors } });
  });

  it.each(['contacts/info', 'contacts/add_contact_method'])('that do not exist are not found by %s', async (verb) => {
    const { status, body } = await started.call(verb, { contact: 'nobody' });

    expect({ status, body }).toEqual({ status: 404, body: { error: 'The requested contact could not be found' } });
  });
});
