import type { MoovData } from './model.js';

/** @throws RangeError when ids repeat, a ticket is nobody's, or cannot be put in order */
export function checkData(data: MoovData): MoovData {
  const accountIds = new Set(data.accounts.map(({ accountId }) => accountId));
  const ticketIDs = new Set(data.tickets.map(({ ticketID }) => ticketID));
  if (accountIds.size < data.accounts.length) throw new RangeError('Two accounts have the same id.');
  if (ticketIDs.size < data.tickets.length) throw new RangeError('Two tickets have the same id.');
  for (const { ticketID, accountId, createdOn } of data.tickets) {
    if (!accountIds.has(accountId)) throw new RangeError(`Ticket ${ticketID} is of an unknown account: ${accountId}`);
    if (Number.isNaN(Date.parse(createdOn))) throw new RangeError(`Ticket ${ticketID} has no time of creation.`);
  }
  return data;
}
