import { join } from 'node:path';
import { asking } from '../servers/asking.js';
import type { Server } from '../servers/server.js';
import type { Stage } from '../stage.js';
import { BACKEND } from '../statistics/backend.js';
import { planAlone } from '../works/questions.js';
import { accounts } from '../world/accounts.js';
import { findCursor } from './cursor.js';
import { PAGE } from './documents.js';
import { fillStore } from './fill-store.js';
import type { GrowthOptions } from './options.js';
import type { Growth, Step } from './step.js';

const STORES = [1000, 10_000, 100_000, 1_000_000];
const PAGE_SIZE = 50;
/** All ask for the same, so no two requests may be under way at once, or one might serve both. */
const CONNECTIONS = 1;
/** Else whole answers would be given again: nothing changes in the store. */
const UNSHARED = { answersKeptBytes: 0 };
/** Somebody, who may see every ticket. */
const plan = planAlone('list', CONNECTIONS, accounts.slice(0, CONNECTIONS));

/** Two pages of the gateway's own store: the newest tickets, and those that half of all are newer than. */
export async function startTickets(stage: Stage, options: GrowthOptions): Promise<readonly Growth[]> {
  const newest: Step[] = [];
  const deep: Step[] = [];
  for (const value of STORES.filter((tickets) => tickets <= options.tickets)) {
    const server = await startStore(stage, value, options.dataDirectory ?? stage.folder);
    newest.push(toStep(server, value, null));
    deep.push(toStep(server, value, await findCursor(server, plan, value / 2)));
  }
  const unit = 'stored tickets';
  return [
    { unit, question: `the newest ${PAGE_SIZE}`, steps: newest },
    { unit, question: `${PAGE_SIZE} from the middle on, by a cursor`, steps: deep },
  ];
}

async function startStore(stage: Stage, tickets: number, folder: string): Promise<Server> {
  const dataDirectory = join(folder, `tickets-${tickets}`);
  await fillStore(tickets, dataDirectory);
  const backends = [{ key: BACKEND, provider: 'local' }];
  const options = { backends, limits: UNSHARED, askers: plan.flat(), scope: 'access_all_areas', dataDirectory };
  return await stage.startGateway({ folder: `gateway-${tickets}`, ...options });
}

function toStep(server: Server, value: number, after: string | null): Step {
  const body = { query: PAGE, variables: { first: PAGE_SIZE, after } };
  const work = { name: `${value} stored tickets`, connections: CONNECTIONS, plan };
  return { ...asking(server, body), value, work: { ...work, callsPerQuery: 0, ticketsPerAnswer: PAGE_SIZE } };
}
