export type { ClientCredential, CredentialHolders, EvEnergyCredentials } from './credentials.js';
export { createEvEnergyData, type EvEnergyDataOptions } from './data.js';
export { formatInstant, parseInstant } from './instant.js';
export type {
  EvEnergyData,
  EvEnergyMessage,
  EvEnergyOrganization,
  EvEnergyPeople,
  EvEnergyPerson,
  EvEnergyTicket,
} from './model.js';
export { createEvEnergySimulator, type EvEnergySimulator, type EvEnergySimulatorOptions } from './simulator.js';
