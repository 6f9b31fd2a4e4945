import {
  createSirportlyData,
  createSirportlySimulator,
  createSirportlyTicket,
  type SirportlyContact,
  type SirportlyData,
  type SirportlySimulator,
  type SirportlySimulatorOptions,
  type SirportlyTicket,
  type SirportlyTicketFields,
} from '../../../src/simulators/sirportly/index.js';

export const nowMs = Date.parse('2026-03-31T12:00:00Z');

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export type Form = Readonly<Record<string, string>>;

export interface Started {
  readonly simulator: SirportlySimulator;
  /** Calls a verb of the second edition with the token of the account. */
  call(verb: string, form?: Form): Promise<Answer>;
  /** The same, of the first edition. */
  callFirst(verb: string, form?: Form): Promise<Answer>;
  /** The same as `call`, with the user's token. */
  callAsUser(verb: string, form?: Form): Promise<Answer>;
  /** The body of a call that has to succeed. */
  read<T = Record<string, unknown>>(verb: string, form?: Form): Promise<T>;
}

/** Starts a simulator on a free port, at 31 March 2026. */
export async function startSimulator(options: SirportlySimulatorOptions = {}): Promise<Started> {
  const simulator = createSirportlySimulator({ clock: () => nowMs, ...options });
  await simulator.listen(0);
  const { account, user } = simulator.credentials;
  const accountHeaders = { 'X-Auth-Token': account.token, 'X-Auth-Secret': account.secret };
  const userHeaders = {
    'X-Auth-Token': user.token,
    'X-Auth-Secret': user.secret,
    'X-Auth-Application': user.application,
  };
  const post = async (path: string, form: Form, headers: Form): Promise<Answer> =>
    toAnswer(
      await fetch(`${simulator.baseUrl}/api/${path}`, { method: 'POST', headers, body: new URLSearchParams(form) }),
    );
  const call = (verb: string, form: Form = {}) => post(`v2/${verb}`, form, accountHeaders);
  return {
    simulator,
    call,
    callFirst: (verb, form = {}) => post(`v1/${verb}`, form, accountHeaders),
    callAsUser: (verb, form = {}) => post(`v2/${verb}`, form, userHeaders),
    async read<T>(verb: string, form: Form = {}) {
      const { status, body } = await call(verb, form);
      if (status >= 300) throw new Error(`${verb} was answered ${status}: ${JSON.stringify(body)}`);
      return body as T;
    },
  };
}

export async function toAnswer(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** An account with nobody and nothing in it but what is given. */
export function createDesk(
  tickets: readonly SirportlyTicket[],
  contacts: readonly SirportlyContact[] = [],
): SirportlyData {
  return {
    ...createSirportlyData({ tickets: 0, seed: 1, contacts: 0 }),
    tickets: [...tickets],
    contacts: [...contacts],
  };
}

/** A ticket of 1 March 2026, 09:00, called `AA-00000<id>`. */
export function createTicket(fields: Partial<SirportlyTicketFields> & { readonly id: number }): SirportlyTicket {
  return createSirportlyTicket({
    reference: `AA-${String(fields.id).padStart(6, '0')}`,
    subject: `Subject ${fields.id}`,
    submittedAtMs: Date.parse('2026-03-01T09:00:00Z'),
    ...fields,
  });
}

/** A contact with the e-mail address `contact<id>@acme.example`, whose id is ten times that of the contact. */
export function createContact(fields: Partial<SirportlyContact> & { readonly id: number }): SirportlyContact {
  const { id } = fields;
  return {
    reference: null,
    name: `Contact ${id}`,
    company: null,
    pin: '123456',
    createdAtMs: Date.parse('2025-01-01T00:00:00Z'),
    contactMethods: [{ id: id * 10, methodType: 'email', data: `contact${id}@acme.example`, isDefault: true }],
    ...fields,
  };
}

export interface Page {
  readonly pagination: Readonly<Record<string, number>>;
  readonly records: readonly { readonly reference: string }[];
}

/** The references on one page, in order. */
export function referencesOf({ records }: Page): readonly string[] {
  return records.map(({ reference }) => reference);
}
