import { toComparable, toNameMap } from './names.js';
import type { SirportlyOptions } from './options.js';
import type { TicketJson } from './ticket-json.js';

/** The organization that a ticket itself names; null when it names an unknown one, undefined when it names none. */
export type OrganizationOf = (ticket: TicketJson) => string | null | undefined;

type OrganizationOptions = Pick<SirportlyOptions, 'organizationField' | 'organizations' | 'companies'>;

/**
 * By the custom field, which decides where it is filled in, else by the contact's company where that is known. A ticket
 * that came without its custom fields, where one of them decides, is no organization's.
 */
export function createOrganizationOf(options: OrganizationOptions): OrganizationOf {
  const { organizationField } = options;
  const organizations = options.organizations && new Map(Object.entries(options.organizations));
  const companies = toNameMap(options.companies);
  return ({ custom_fields, contact }) => {
    if (organizationField !== undefined && custom_fields === undefined) return null;
    const value = organizationField === undefined ? null : toText(custom_fields?.[organizationField]);
    if (value !== null) return organizations ? (organizations.get(value) ?? null) : value;
    return companies.get(toComparable(contact?.company ?? ''));
  };
}

/** What the custom field must hold for a ticket of this organization; null when no value stands for it. */
export function toFieldValue(organizationId: string, { organizations }: OrganizationOptions): string | null {
  if (!organizations) return organizationId;
  return Object.entries(organizations).find(([, id]) => id === organizationId)?.[0] ?? null;
}

function toText(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() || null : null;
}
