import type { ProviderDefinition } from '../provider/backend.js';
import { evEnergy } from './ev-energy/index.js';
import { local } from './local/index.js';
import { moov } from './moov/index.js';
import { sirportly } from './sirportly/index.js';

/** Every kind of ticket system that can be configured. Each takes the options that its own schema has checked. */
export const providerDefinitions: readonly ProviderDefinition[] = [local, evEnergy, moov, sirportly];
