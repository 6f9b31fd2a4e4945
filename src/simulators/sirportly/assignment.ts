import { findById } from './lookup.js';
import type { SirportlyData, SirportlyTicket } from './model.js';
import { refuseInvalid, type Invalid, type TicketChanges } from './ticket-changes.js';

/** Who a ticket is with. */
export type Assignment = Pick<SirportlyTicket, 'departmentId' | 'teamId' | 'userId'>;

/**
 * Checks that the team is on the department's escalation path and the user in the team.
 * @throws Refusal 422
 */
export function checkAssignment(data: SirportlyData, { departmentId, teamId, userId }: Assignment): void {
  const invalid: Invalid[] = [];
  if (teamId !== null && !pathOf(data, departmentId).includes(teamId)) {
    invalid.push({ column: 'team_id', message: "must be on the department's escalation path" });
  }
  if (userId !== null && !findById(data.teams, teamId)?.userIds.includes(userId)) {
    invalid.push({ column: 'user_id', message: 'must be a member of the assigned team' });
  }
  refuseInvalid(invalid);
}

/** Whether the changes say anything about who a ticket is with. */
export function changesAssignment(changes: TicketChanges): boolean {
  return 'departmentId' in changes || 'teamId' in changes || 'userId' in changes;
}

/** The ids of the teams that a department's tickets may be with, in order of escalation. */
export function pathOf({ departments, escalationPaths }: SirportlyData, departmentId: number): readonly number[] {
  const department = findById(departments, departmentId);
  return (department && findById(escalationPaths, department.escalationPathId)?.teamIds) ?? [];
}
