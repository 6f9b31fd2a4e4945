import { findContactMethod } from '../lookup.js';
import type { SirportlyData, SirportlyTicket } from '../model.js';
import { number, text, type Table } from './column.js';
import { byId, createJoin } from './joins.js';

/** The tables that a query may name besides the tickets. A ticket without a match in one has nulls there. */
export function createJoinedTables(data: SirportlyData): Readonly<Record<string, Table>> {
  const toStatus = createJoin(data.statuses, ({ statusId }) => statusId);
  const toPriority = createJoin(data.priorities, ({ priorityId }) => priorityId);
  const toUser = createJoin(data.users, ({ userId }) => userId);
  return {
    status: {
      name: text(({ ticket }) => toStatus(ticket)?.name),
      colour: text(({ ticket }) => toStatus(ticket)?.colour),
      status_type: number(({ ticket }) => toStatus(ticket)?.statusType),
    },
    priority: { name: text(({ ticket }) => toPriority(ticket)?.name) },
    ...createDepartmentTables(data),
    user: {
      first_name: text(({ ticket }) => toUser(ticket)?.firstName),
      last_name: text(({ ticket }) => toUser(ticket)?.lastName),
      full_name: text(({ ticket }) => toFullName(toUser(ticket))),
    },
    ...createContactTables(data),
    ticket_tags: { tag: text(({ tag }) => tag) },
    custom_field: createCustomFieldTable(data),
  };
}

function createDepartmentTables(data: SirportlyData): Readonly<Record<string, Table>> {
  const toDepartment = createJoin(data.departments, ({ departmentId }) => departmentId);
  const brands = byId(data.brands);
  return {
    department: { name: text(({ ticket }) => toDepartment(ticket)?.name) },
    brand: {
      id: number(({ ticket }) => toDepartment(ticket)?.brandId),
      name: text(({ ticket }) => brands.get(toDepartment(ticket)?.brandId ?? 0)?.name),
    },
  };
}

function createContactTables(data: SirportlyData): Readonly<Record<string, Table>> {
  const toContact = createJoin(data.contacts, ({ contactId }) => contactId);
  const toMethod = ({ contactMethodId }: SirportlyTicket) =>
    findContactMethod(data, ({ id }) => id === contactMethodId)?.method;
  return {
    contact: {
      id: number(({ ticket }) => toContact(ticket)?.id),
      name: text(({ ticket }) => toContact(ticket)?.name),
      company: text(({ ticket }) => toContact(ticket)?.company),
    },
    contact_method: {
      method_type: text(({ ticket }) => toMethod(ticket)?.methodType),
      data: text(({ ticket }) => toMethod(ticket)?.data),
    },
  };
}

function createCustomFieldTable({ customFields }: SirportlyData): Table {
  return Object.fromEntries(
    customFields.map(({ systemName }) => [systemName, text(({ ticket }) => ticket.customFields[systemName])]),
  );
}

function toFullName(user: { readonly firstName: string; readonly lastName: string } | null): string | null {
  return user && `${user.firstName} ${user.lastName}`;
}
