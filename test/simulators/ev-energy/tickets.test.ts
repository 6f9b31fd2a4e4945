import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createEvEnergyData,
  formatInstant,
  type EvEnergyData,
  type EvEnergyTicket,
} from '../../../src/simulators/ev-energy/index.js';
import { startSimulator, type Caller, type Started, type TicketBody } from './start.js';

let data: EvEnergyData;
let ticket: EvEnergyTicket;
let path: string;
let started: Started;
let caller: Caller;

beforeAll(async () => {
  data = createEvEnergyData({ tickets: 60, seed: 11 });
  started = await startSimulator({ data, quota: 100_000 });
  caller = await started.connect(started.simulator.credentials.allAreas);
  ticket = find(({ messages, userId }) => messages.length > 3 && userId !== null);
  path = `/support_tickets/${ticket.id}`;
});

afterAll(() => started.simulator.close());

function find(isWanted: (ticket: EvEnergyTicket) => boolean): EvEnergyTicket {
  const found = data.tickets.find(isWanted);
  if (!found) throw new Error('The data has no such ticket.');
  return found;
}

function messageBodies(): Record<string, unknown>[] {
  return ticket.messages.map((message) => ({
    id: message.id,
    position: message.position,
    message_type: message.messageType,
    message: message.message,
    message_clean: message.messageClean,
    created_at: formatInstant(message.createdAtMicros),
  }));
}

describe('a ticket', () => {
  it('has every member of the current shape, and URLs for what is not expanded', async () => {
    const url = `${started.simulator.baseUrl}${path}`;

    const body = await caller.get(`${path}/`);

    expect(body).toEqual({
      id: ticket.id,
      url,
      user: `${started.simulator.baseUrl}/users/${ticket.userId}`,
      external_ticket_id: ticket.externalTicketId,
      subject: ticket.subject,
      status: ticket.status,
      priority: ticket.priority,
      source: ticket.source,
      human_verified_category: ticket.humanVerifiedCategory,
      human_verified_subcategory: ticket.humanVerifiedSubcategory,
      ai_generated_category: ticket.aiGeneratedCategory,
      ai_generated_subcategory: ticket.aiGeneratedSubcategory,
      type_deprecated: ticket.typeDeprecated,
      tags: ticket.tags,
      messages: ticket.messages.map(({ id }) => `${url}/messages/${id}`),
      conversation_summary: ticket.conversationSummary,
      custom_fields: ticket.customFields,
      attributes: ticket.attributes,
      created_at: formatInstant(ticket.createdAtMicros),
      ticket_updated_at: ticket.ticketUpdatedAtMicros && formatInstant(ticket.ticketUpdatedAtMicros),
      resolved_at: ticket.resolvedAtMicros && formatInstant(ticket.resolvedAtMicros),
    });
  });

  it('is expanded with its user and messages, and with nothing unknown', async () => {
    const user = data.users.find(({ id }) => id === ticket.userId);

    const body = await caller.get<TicketBody>(`${path}?expand=user&expand=messages&expand=vehicle`);

    expect(body.messages).toEqual(messageBodies());
    expect(body.user).toEqual({
      id: user?.id,
      url: `${started.simulator.baseUrl}/users/${user?.id}`,
      email: user?.email,
      full_name: user?.fullName,
      joined_at: user?.joinedAt,
      terms_consent_datetime: user?.joinedAt,
      default_location: expect.objectContaining({ tariff: null }),
      vehicles: [],
      evses: [],
    });
  });

  it('is expanded in lists too, a missing user staying null', async () => {
    const [first] = await caller.get<TicketBody[]>('/support_tickets?user__isnull=true&expand=user&page_size=1');

    expect(first?.user).toBeNull();
  });
});

describe('messages', () => {
  it('come whole, in order and without paging', async () => {
    const { headers, body } = await caller.send(`${path}/messages?page_size=1`);

    expect(body).toEqual(messageBodies());
    expect(headers.has('link')).toBe(false);
  });

  it('are read one by one, through their own ticket only', async () => {
    const message = ticket.messages[1];
    const other = find(({ id }) => id !== ticket.id);

    expect(await caller.get(`${path}/messages/${message?.id}/`)).toEqual(messageBodies()[1]);
    expect((await caller.send(`/support_tickets/${other.id}/messages/${message?.id}`)).status).toBe(404);
  });

  it.each([
    ['message_type=INITIAL_REQUEST', [0]],
    ['message_type__in=INITIAL_REQUEST,CUSTOMER_RESPONSE&position__lte=2', [0, 2]],
    ['message_type=Initial%20Request', []],
    ['position=1', [1]],
    ['position__gte=1&position__lte=2', [1, 2]],
  ])('are filtered by %s', async (query, positions) => {
    const messages = await caller.get<{ position: number }[]>(`${path}/messages?${query}`);

    expect(messages.map(({ position }) => position)).toEqual(positions);
  });

  it('answer 400 to a position that is no integer', async () => {
    const { status, body } = await caller.send(`${path}/messages?position__gte=one`);

    expect(status).toBe(400);
    expect(body).toMatchObject({ field_errors: { position__gte: ['A valid integer is required.'] } });
  });
});

describe('PATCH', () => {
  const categories = {
    human_verified_category: 'CHARGER',
    human_verified_subcategory: 'MANGED_TARIFF_INTERFERENCE',
    ai_generated_category: 'USABILITY_UX',
    ai_generated_subcategory: 'UI_ISSUE',
  };

  beforeEach(() => caller.patch(path, categories));

  it('sets the four categories and leaves the rest alone', async () => {
    const before = await caller.get<TicketBody>(path);

    const { status, body } = await caller.patch(`${path}?expand=user`, {
      ai_generated_category: null,
      subject: 'Changed',
      ticket_updated_at: '2020-01-01T00:00:00Z',
    });

    const expected = { ...before, ...categories, ai_generated_category: null };
    expect(status).toBe(200);
    expect(body).toEqual(expected);
    expect(await caller.get(path)).toEqual(expected);
  });

  it('takes a form, where an empty value clears', async () => {
    const { status, body } = await caller.send(path, {
      method: 'PATCH',
      body: new URLSearchParams({ human_verified_category: '', human_verified_subcategory: 'OTHER' }),
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ human_verified_category: null, human_verified_subcategory: 'OTHER' });
  });

  it('takes multipart form data', async () => {
    const form = new FormData();
    form.set('ai_generated_category', 'SOLAR');

    const { status, body } = await caller.send(path, { method: 'PATCH', body: form });

    expect(status).toBe(200);
    expect(body).toMatchObject({ ai_generated_category: 'SOLAR' });
  });

  it('refuses values outside the enums and changes nothing', async () => {
    const { status, headers, body } = await caller.patch(path, {
      human_verified_category: 'charger',
      human_verified_subcategory: null,
      ai_generated_subcategory: 7,
    });

    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toEqual({
      type: 'https://api.ev.energy/v2/problems/validation-failed-update-support-ticket/',
      title: 'Request failed validation.',
      detail: 'Error on fields: human_verified_category, ai_generated_subcategory',
      status: 400,
      field_errors: {
        human_verified_category: ['"charger" is not a valid choice.'],
        ai_generated_subcategory: ['7 is not a valid choice.'],
      },
    });
    expect(await caller.get(path)).toMatchObject(categories);
  });

  it.each([
    ['broken JSON', 'application/json', '{', 400],
    ['an array', 'application/json', '[]', 400],
    ['a broken form', 'multipart/form-data; boundary=x', 'nothing', 400],
    ['another media type', 'text/plain', 'hello', 415],
    ['more than a megabyte', 'application/json', JSON.stringify({ note: 'x'.repeat(3_000_000) }), 413],
  ])('answers %s with a problem', async (_case, contentType, body, expected) => {
    const headers = { 'Content-Type': contentType };

    const answer = await caller.send(path, { method: 'PATCH', headers, body });

    expect(answer.status).toBe(expected);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('the root', () => {
  it.each(['', '/'])('lists the collections (%j)', async (suffix) => {
    const { baseUrl } = started.simulator;

    expect(await caller.get(`${baseUrl}${suffix}`)).toEqual({
      support_tickets: `${baseUrl}/support_tickets/`,
      users: `${baseUrl}/users/`,
    });
  });

  it.each(['/nowhere', '/support_tickets//', '/support_ticket_stats/status', '/support_tickets/x/y/z'])(
    'answers 404 at %s',
    async (unknown) => {
      expect((await caller.send(unknown)).status).toBe(404);
    },
  );
});
