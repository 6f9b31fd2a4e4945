import type { Call, Provider } from '../../provider/provider.js';
import type {
  AddMessageOutcome,
  AddMessageRequest,
  CreateOutcome,
  CreateRequest,
  FieldIssue,
  UpdateOutcome,
  UpdateRequest,
} from '../../provider/writes.js';
import type { Ticket } from '../../ticket/ticket.js';
import { CAPABILITIES } from './capabilities.js';
import { findChangeIssues } from './change-issues.js';
import { findNewTicketIssues, toNewTicket, toTicketId } from './new-ticket.js';
import type { LocalPart } from './reads.js';
import { findTextIssues } from './text-issues.js';

export function createWrites(part: LocalPart) {
  const { health } = part;
  return {
    updateTicket: (request, call) => health.watch('write the ticket', () => update(request, call, part), 'write'),
    createTicket: (request, call) => health.watch('open the ticket', () => create(request, call, part), 'write'),
    addMessage: (request, call) => health.watch('add the message', () => addMessage(request, call, part), 'write'),
  } satisfies Partial<Provider>;
}

function update(request: UpdateRequest, { signal }: Call, part: LocalPart): Promise<UpdateOutcome> {
  const { backend, store, categories } = part;
  const findIssues = (ticket: Ticket) => findChangeIssues(request.changes, ticket, categories);
  return store.tickets.update({ ...request, backend, findIssues }, signal);
}

function create(request: CreateRequest, { signal }: Call, { backend, store }: LocalPart): Promise<CreateOutcome> {
  const creation = {
    backend,
    nativeId: toTicketId(request),
    owner: request.owner,
    findIssues: findNewTicketIssues.bind(null, request),
    make: toNewTicket.bind(null, backend, request),
  };
  return store.tickets.create(creation, signal);
}

function addMessage(request: AddMessageRequest, { signal }: Call, part: LocalPart): Promise<AddMessageOutcome> {
  const { attempt, nativeId, type, visibility, text, authorName } = request;
  const id = `tmsg${attempt.id}`;
  const message = { id, nativeId: id, type, visibility, authorName, text, textClean: null };
  const findIssues = () => findMessageIssues(request);
  return part.store.tickets.addMessage({ backend: part.backend, nativeId, message, findIssues }, signal);
}

function findMessageIssues({ text, type }: AddMessageRequest): FieldIssue[] {
  const types = CAPABILITIES.addableMessageTypes;
  const ofType = types.includes(type) ? [] : [{ path: ['type'], message: `must be one of ${types.join(', ')}` }];
  return [...findTextIssues(text), ...ofType];
}
