import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk, createTicket, startSimulator, type Started } from './start.js';

let started: Started;

beforeAll(async () => {
  const tickets = [createTicket({ id: 1, userId: 1 }), createTicket({ id: 2, statusId: 5, userId: 1 })];
  started = await startSimulator({ data: createDesk(tickets) });
});

afterAll(() => started.simulator.close());

type Objects = readonly Readonly<Record<string, unknown>>[];

const northgate = { id: 1, name: 'Northgate Charging', url: 'https://northgate.example', phone: '+44 20 7946 0000' };
const voltway = { id: 2, name: 'Voltway Fleet', url: 'https://voltway.example', phone: null };
const avatarUrl = (id: number): string => `https://avatars.example/{{size}}/users/${id}.png`;
const sam = { id: 1, username: 'sam', first_name: 'Sam', last_name: 'Lee' };
const aoife = { id: 2, username: 'aoife', first_name: 'Aoife', last_name: "O'Neill" };

describe('the objects of an account', () => {
  it.each([
    { name: 'statuses', names: ['New', 'Waiting for Staff', 'Waiting for Customer', 'On Hold', 'Resolved', 'Closed'] },
    { name: 'priorities', names: ['Low', 'Normal', 'High', 'Urgent'] },
    { name: 'departments', names: ['Technical Support', 'Billing', 'Technical Support'] },
    { name: 'brands', names: ['Northgate Charging', 'Voltway Fleet'] },
    { name: 'teams', names: ['1st Line', '2nd Line', 'Accounts'] },
    { name: 'escalation_paths', names: ['Technical', 'Accounts'] },
    { name: 'slas', names: ['2 hour', 'Next day'] },
    { name: 'filters', names: ['All open tickets', 'My tickets', 'Unassigned in my teams'] },
    { name: 'custom_fields', names: ['Company reference', 'Vehicle', 'Summary'] },
  ])('are $name, in a bare array', async ({ name, names }) => {
    const objects = await started.read<Objects>(`objects/${name}`);

    expect(objects.map((object) => object['name'])).toEqual(names);
  });

  it.each([
    {
      name: 'statuses',
      index: 3,
      object: { id: 4, name: 'On Hold', colour: '8e44ad', status_type: 2, position: 4 },
    },
    { name: 'priorities', index: 0, object: { id: 1, name: 'Low', colour: '7ed321', position: 1 } },
    {
      name: 'departments',
      index: 2,
      object: {
        id: 3,
        name: 'Technical Support',
        private: true,
        brand: voltway,
        escalation_path: { id: 1, name: 'Technical' },
      },
    },
    {
      name: 'brands',
      index: 0,
      object: {
        ...northgate,
        departments: [
          { id: 1, name: 'Technical Support', private: false },
          { id: 2, name: 'Billing', private: false },
        ],
      },
    },
    {
      name: 'teams',
      index: 0,
      object: {
        id: 1,
        name: '1st Line',
        users: [
          { ...sam, job_title: 'Support Engineer', avatar_url: avatarUrl(1) },
          { ...aoife, job_title: 'Senior Engineer', avatar_url: avatarUrl(2) },
        ],
      },
    },
    {
      name: 'escalation_paths',
      index: 1,
      object: {
        id: 2,
        name: 'Accounts',
        teams: [
          { id: 3, name: 'Accounts' },
          { id: 2, name: '2nd Line' },
        ],
      },
    },
    { name: 'slas', index: 0, object: { id: 1, name: '2 hour', reply_in: 120, resolution_in: null } },
    {
      name: 'users',
      index: 1,
      object: {
        ...aoife,
        job_title: 'Senior Engineer',
        avatar_url: avatarUrl(2),
        email_address: 'aoife@staff.example',
      },
    },
  ])('among $name are whole', async ({ name, index, object }) => {
    const objects = await started.read<Objects>(`objects/${name}`);

    expect(objects[index]).toEqual(object);
  });

  it('have no position of a status in the first edition', async () => {
    const { body } = await started.callFirst('objects/statuses');

    expect((body as Objects)[0]).toEqual({ id: 1, name: 'New', colour: '9fc92d', status_type: 0 });
  });

  it('are the departments of one brand when that is named', async () => {
    const objects = await started.read<Objects>('objects/departments', { brand: 'voltway fleet' });
    const unknown = await started.call('objects/departments', { brand: 'x' });

    expect(objects.map(({ id }) => id)).toEqual([3]);
    expect(unknown.status).toBe(404);
  });

  it('are filters with a count when there is a user', async () => {
    const named = await started.read<Objects>('objects/filters', { user: 'sam' });
    const own = await started.callAsUser('objects/filters');
    const nobody = await started.read<Objects>('objects/filters');

    expect(named.map(({ count }) => count)).toEqual([1, 1, 0]);
    expect(own.body).toEqual(named);
    expect(nobody[0]).not.toHaveProperty('count');
  });
});

describe('custom fields', () => {
  const vehicle = {
    id: 2,
    field_type: 'select',
    name: 'Vehicle',
    system_name: 'vehicle',
    values: 'Nissan Leaf\nTesla Model 3\nRenault Zoe\nKia e-Niro',
    default_value: null,
    description: null,
    private: false,
    all_departments: false,
  };

  it('say which departments have them', async () => {
    const fields = await started.read<Objects>('objects/custom_fields');

    expect(fields[1]).toEqual({
      ...vehicle,
      departments: [
        { id: 1, name: 'Technical Support', private: false, brand: northgate },
        { id: 3, name: 'Technical Support', private: true, brand: voltway },
      ],
    });
    expect(fields[0]).not.toHaveProperty('departments');
  });

  it.each([
    { form: { department: '2' }, ids: [1, 3] },
    { form: { department: '1' }, ids: [1, 2, 3] },
    { form: { department: 'billing', brand: 'northgate charging' }, ids: [1, 3] },
  ])('are those of one department for $form', async ({ form, ids }) => {
    const fields = await started.read<Objects>('objects/custom_fields', form);

    expect(fields.map(({ id }) => id)).toEqual(ids);
    expect(fields.some((field) => 'departments' in field)).toBe(false);
  });

  it('of a department named without its brand are not found', async () => {
    const { status } = await started.call('objects/custom_fields', { department: 'Billing' });

    expect(status).toBe(404);
  });
});

describe('users', () => {
  it('are paged', async () => {
    const body = await started.read<{ records: Objects }>('users/all');

    expect(body).toMatchObject({ pagination: { pages: 1, total_records: 4 } });
    expect(body.records.map(({ username }) => username)).toEqual(['sam', 'aoife', 'jurgen', 'priya']);
  });

  it.each(['2', 'AOIFE', 'aoife@staff.example'])('are found by %s, with their teams', async (user) => {
    const body = await started.read('users/info', { user });

    expect(body).toMatchObject({
      ...aoife,
      teams: [
        { id: 1, name: '1st Line' },
        { id: 2, name: '2nd Line' },
      ],
    });
  });

  it('that do not exist are not found', async () => {
    const { status } = await started.call('users/info', { user: '99' });

    expect(status).toBe(404);
  });
});
