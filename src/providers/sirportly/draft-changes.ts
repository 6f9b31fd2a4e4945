import type { TicketChanges } from '../../provider/writes.js';
import { draftAssignments } from './assignment-drafts.js';
import { draftCustomFields } from './custom-field-drafts.js';
import { joinDrafts, type Draft } from './draft.js';
import { draftPriority, draftStatus, type NameSource } from './name-drafts.js';
import { draftTexts } from './text-drafts.js';

/** Changes by the upstream's parameters, checked as far as its tables of names allow. @throws ProviderError */
export async function draftChanges(changes: TicketChanges, source: NameSource): Promise<Draft> {
  const { tables, call } = source;
  const hasCustomFields = Object.keys(changes.customFields ?? {}).length > 0;
  const known = hasCustomFields ? await tables.loadCustomFields(call) : null;
  return joinDrafts([
    ...(await Promise.all([draftStatus(changes, source), draftPriority(changes, source)])),
    await draftAssignments(changes, tables, call),
    draftTexts(changes),
    draftCustomFields(changes, known, source.hiddenCustomFields),
  ]);
}
