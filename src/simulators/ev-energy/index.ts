export type { ClientCredential, CredentialHolders, EvEnergyCredentials } from './credentials.js';
export { createEvEnergyData, type EvEnergyDataOptions } from './data.js';
export type { Fault, FaultReply, Misbehaviour } from './faults.js';
export { formatInstant, parseInstant } from './instant.js';
export type {
  EvEnergyData,
  EvEnergyMessage,
  EvEnergyOrganization,
  EvEnergyPeople,
  EvEnergyPerson,
  EvEnergyTicket,
} from './model.js';
export type { EvEnergyRequest, RequestLog } from './request-log.js';
export {
  createEvEnergySimulator,
  type EvEnergyAddress,
  type EvEnergySimulator,
  type EvEnergySimulatorOptions,
} from './simulator.js';
