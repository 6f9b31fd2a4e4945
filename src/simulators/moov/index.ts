export type { MoovChoices } from './choices.js';
export type { MoovCredentials, MoovKeyPair } from './credentials.js';
export { createMoovData, type MoovDataOptions } from './data.js';
export type { MoovAccount, MoovContact, MoovData, MoovMessage, MoovPerson, MoovTicket } from './model.js';
export { createMoovSimulator, type MoovSimulator, type MoovSimulatorOptions } from './simulator.js';
export type { MoovReply } from './support.js';
