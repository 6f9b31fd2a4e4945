import { canSeeTicket } from '../../auth/visibility.js';
import { toKeys, type Backend } from '../../provider/backend.js';
import type { Directory } from '../../provider/directory.js';
import { ProviderError } from '../../provider/provider-error.js';
import { CREATABLE_FIELDS, type CreateOutcome, type Invalid, type NewTicketFields } from '../../provider/writes.js';
import type { User } from '../../ticket/people.js';
import type { Owner, Ticket, TicketRef } from '../../ticket/ticket.js';
import type { Asking } from '../asking.js';
import { writeOnce } from './once.js';
import { chooseOwner, refuseForeignAddress } from './owner.js';
import { invalid, refuseFields, type Refusal, type Unsupported } from './refusals.js';
import { orFailed, send } from './send.js';

export interface TicketCreateRequest {
  /** Key of the backend. */
  readonly backend: string;
  readonly idempotencyKey: string;
  /** A digest of the whole input. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly text: string;
  /** Whose ticket it is to be; null leaves that to the viewer's visibility. */
  readonly userId: string | null;
  readonly fields: NewTicketFields;
}

export type TicketCreation = CreateOutcome | Refusal;

export interface CreateReads {
  readonly directory: Directory;
  /** As the viewer sees them. */
  readonly loadUser: (id: string) => Promise<User | null>;
  /** The same, by the directory alone. */
  readonly loadListedUser: (id: string) => Promise<User | null>;
  readonly loadTicket: (ref: TicketRef) => Promise<Ticket | null>;
}

/** Opens one ticket that the viewer will see, once for its key. */
export async function createTicket(
  request: TicketCreateRequest,
  asking: Asking,
  reads: CreateReads,
): Promise<TicketCreation> {
  const backend = asking.backends.find(({ key }) => key === request.backend);
  if (!backend) return invalid(['backend'], `is not the key of a backend; there are ${toKeys(asking.backends)}`);
  const refusal =
    refuse(backend, request.fields) ?? refuseFields(request.fields, asking.viewer, backend.provider.capabilities);
  if (refusal) return refusal;
  return orFailed(backend, asking, () => createOnce(request, backend, asking, reads));
}

function createOnce(
  request: TicketCreateRequest,
  backend: Backend,
  asking: Asking,
  reads: CreateReads,
): Promise<CreateOutcome | Invalid> {
  const { provider } = backend;
  if (!provider.createTicket) throw new Error(`${backend.key} declares fields of new tickets but opens none.`);
  const create = provider.createTicket.bind(provider);
  const { subject, text, fields } = request;
  const mayOwn = (candidate: Owner) => canSeeTicket(asking.viewer, candidate);
  return writeOnce({ operation: 'createTicket', ...request }, asking, {
    async carryOut(attempt) {
      const owner = await toPermittedOwner(request, backend, asking, reads);
      if ('outcome' in owner) return owner;
      const wanted = { attempt, subject, text, owner, mayOwn, fields };
      return refuseInvisible(await send(backend, asking, (call) => create(wanted, call)), asking);
    },
    toResult: (outcome) => (outcome.outcome === 'CREATED' ? outcome.ticket.nativeId : null),
    recall: async (nativeId) => {
      const ticket = await reads.loadTicket({ backend: backend.key, nativeId });
      return ticket ? { outcome: 'CREATED', ticket } : invalid(['idempotencyKey'], GONE);
    },
  });
}

async function toPermittedOwner(
  { userId, fields }: TicketCreateRequest,
  backend: Backend,
  { viewer }: Asking,
  { loadUser, loadListedUser, directory }: CreateReads,
): Promise<Owner | Invalid> {
  const { opensForListedOnly } = backend.provider.capabilities;
  const people = opensForListedOnly
    ? { load: loadListedUser, nobody: NOBODY_LISTED }
    : { load: loadUser, nobody: NOBODY };
  const owner = await chooseOwner(userId, viewer, people);
  if ('outcome' in owner) return owner;
  return (await refuseForeignAddress(fields, owner, viewer, directory)) ?? owner;
}

const NOBODY = 'is nobody for whom this token can open tickets';
const NOBODY_LISTED = 'is nobody in the directory for whom this token can open tickets';
const GONE = 'opened a ticket before that is no longer to be seen; take a new one for another';

function refuse(backend: Backend, given: NewTicketFields): Unsupported | null {
  const supported = backend.provider.capabilities.creatableFields;
  const fields = CREATABLE_FIELDS.filter((field) => field in given && !supported?.includes(field));
  if (supported && fields.length === 0) return null;
  return { outcome: 'UNSUPPORTED', backend, fields: supported ? fields : ['createTicket'], supported: supported ?? [] };
}

/** @throws ProviderError for a ticket that its backend shows as somebody else's */
function refuseInvisible(outcome: CreateOutcome, { viewer }: Asking): CreateOutcome {
  if (outcome.outcome !== 'CREATED' || canSeeTicket(viewer, outcome.ticket.owner)) return outcome;
  const message = 'The ticket was opened, but the backend does not show it as one that this token may see.';
  throw new ProviderError('BAD_RESPONSE', message, { outcomeUnknown: true });
}
