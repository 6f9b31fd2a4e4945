import type { Viewer } from '../../auth/viewer.js';
import { canSeeInternalMessages } from '../../auth/visibility.js';
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
  /** The one that failed: the one to write to, or one that was asked on the way. */
  readonly backend: Backend;
  readonly error: ProviderError;
}

export function invalid(path: readonly string[], message: string): Invalid {
  return { outcome: 'INVALID', issues: [{ path, message } satisfies FieldIssue] };
}

/** How staff work on a ticket, and what they alone may read in it, is for staff to write. */
function refuseStaffFields(
  fields: TicketChanges | NewTicketFields,
  viewer: Viewer,
  { publicCustomFields: open }: Capabilities,
): Forbidden | null {
  if (canSeeInternalMessages(viewer)) return null;
  const custom = Object.keys(fields.customFields ?? {}).filter((name) => open?.includes(name) === false);
  const names = [
    ...Object.keys(fields).filter((field) => field.startsWith('sirportly.')),
    ...custom.map((name) => `customFields.${name}`),
  ];
  if (names.length === 0) return null;
  return {
    outcome: 'FORBIDDEN',
    message: `Only staff write ${names.join(', ')}.`,
    requiredScopes: ['support:internal'],
  };
}

/** Fields that decide whom a ticket belongs to. */
const OWNING_FIELDS = [
  'sirportly.contactMethod',
  'sirportly.contactMethodData',
  'sirportly.contactName',
  'sirportly.additionalContactMethods',
] as const;

/** What the viewer may not write, whatever the backend can. */
export function refuseFields(
  fields: TicketChanges | NewTicketFields,
  viewer: Viewer,
  capabilities: Capabilities,
): Forbidden | null {
  return refuseOwning(fields, viewer, capabilities) ?? refuseStaffFields(fields, viewer, capabilities);
}

/** Whose ticket it is may be decided by those only who see everybody's: others could put tickets before strangers. */
function refuseOwning(
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
