import { canSeeInternalMessages } from '../auth/visibility.js';
import type { JsonObject, Ticket } from '../ticket/ticket.js';
import type { Asking } from './asking.js';

/** The custom fields that the viewer may read: what is not declared public is staff's, as internal notes are. */
export function toReadableFields({ backend, customFields }: Ticket, { viewer, backends }: Asking): JsonObject | null {
  const open = backends.find(({ key }) => key === backend)?.provider.capabilities.publicCustomFields;
  if (customFields === null || open === undefined || canSeeInternalMessages(viewer)) return customFields;
  return Object.fromEntries(Object.entries(customFields).filter(([name]) => open.includes(name)));
}
