export type { AccountCredentials, SirportlyCredentials, UserCredentials } from './credentials.js';
export { createSirportlyData, type SirportlyDataOptions } from './data.js';
export type {
  SirportlyBrand,
  SirportlyCustomField,
  SirportlyDepartment,
  SirportlyEscalationPath,
  SirportlyFilter,
  SirportlyFilterCondition,
  SirportlyPriority,
  SirportlySla,
  SirportlyStatus,
  SirportlyStatusType,
  SirportlyTeam,
  SirportlyUser,
} from './desk-model.js';
export type {
  SirportlyAuthor,
  SirportlyContact,
  SirportlyContactMethod,
  SirportlyData,
  SirportlySource,
  SirportlyTicket,
  SirportlyUpdate,
} from './model.js';
export type { SirportlyPerson } from './contact-seeds.js';
export {
  createSirportlyTicket,
  createSirportlyUpdate,
  type SirportlyTicketFields,
  type SirportlyUpdateFields,
} from './records.js';
export { createSirportlySimulator, type SirportlySimulator, type SirportlySimulatorOptions } from './simulator.js';
