import type { Viewer } from '../../auth/viewer.js';
import type { Backend } from '../../provider/backend.js';
import type { Capabilities } from '../../provider/capabilities.js';
import type { ProviderError } from '../../provider/provider-error.js';
import type { FieldIssue, Invalid, NewTicketFields, TicketChanges } from '../../provider/writes.js';

/** Why a write did not take place, or may not have. */
export type Refusal = Invalid | Unsupported | Forbidden | Failed;

/** The backend cannot do that. No call was made. */
export interface Unsupported {
  readonly outcome: 'UNSUPPORTED';
  readonly backend: Backend;
  readonly fields: readonly string[];
  readonly supported: readonly string[];
}

/** The caller may not do that. No call was made. */
export interface Forbidden {
  readonly outcome: 'FORBIDDEN';
  readonly message: string;
  readonly requiredScopes: readonly string[];
}

export interface Failed {
  readonly outcome: 'FAILED';
  readonly backend: Backend;
  readonly error: ProviderError;
}

export function invalid(path: readonly string[], message: string): Invalid {
  return { outcome: 'INVALID', issues: [{ path, message } satisfies FieldIssue] };
}

/** Fields that decide whom a ticket belongs to. */
const OWNING_FIELDS = [
  'sirportly.contactMethod',
  'sirportly.contactMethodData',
  'sirportly.contactName',
  'sirportly.additionalContactMethods',
] as const;

/** Whose ticket it is may be decided by those only who see everybody's: others could put tickets before strangers. */
export function refuseOwning(
  fields: TicketChanges | NewTicketFields,
  viewer: Viewer,
  { owningCustomFields = [] }: Capabilities,
): Forbidden | null {
  if (viewer.visibility === 'ALL') return null;
  const custom = owningCustomFields.filter((name) => Object.hasOwn(fields.customFields ?? {}, name));
  const owning = [...OWNING_FIELDS.filter((field) => field in fields), ...custom.map((name) => `customFields.${name}`)];
  if (owning.length === 0) return null;
  const message = `${owning.join(', ')} would change whom the ticket belongs to, which takes access to all areas.`;
  return { outcome: 'FORBIDDEN', message, requiredScopes: ['access_all_areas'] };
}
