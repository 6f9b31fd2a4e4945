import { asking } from '../servers/asking.js';
import { BACKEND, toMoovBackend, UNSHARED } from '../servers/gateway-config.js';
import type { Server } from '../servers/server.js';
import type { Stage } from '../stage.js';
import { planAlone } from '../works/questions.js';
import { SOME } from '../works/works.js';
import { accounts } from '../world/accounts.js';
import { toOwned } from './accounts.js';
import { PAGE_WITH_MESSAGES } from './documents.js';
import type { Growth, Step } from './step.js';

const PAGE_SIZES = [10, 20, 50, 100];
const ACCOUNTS_EACH = 2;
/** A hundred tickets each, the largest page: those of two accounts. */
const owners = accounts.slice(0, accounts.length / ACCOUNTS_EACH);
const plan = planAlone('list', SOME, owners);

/** A page of a hundred tickets, with the user and the messages of each, which are a call each. */
export async function startPages(stage: Stage): Promise<readonly Growth[]> {
  const owned = Array.from({ length: ACCOUNTS_EACH }, (_, share) => toOwned(owners, share)).flat();
  const { url: upstream } = stage.equipment.upstream;
  const backends = [toMoovBackend({ key: BACKEND, upstream, freshMs: UNSHARED, accounts: owned })];
  const server = await stage.startGateway({ folder: 'pages', backends, askers: plan.flat() });
  const steps = PAGE_SIZES.map((value) => toStep(server, value));
  return [{ unit: 'page size', question: 'the newest of a hundred tickets, with users and messages', steps }];
}

function toStep(server: Server, value: number): Step {
  const body = { query: PAGE_WITH_MESSAGES, variables: { first: value } };
  const work = { name: `pages of ${value}`, connections: SOME, plan };
  const answer = { callsPerQuery: ACCOUNTS_EACH + value, ticketsPerAnswer: value };
  return { ...asking(server, body), value, work: { ...work, ...answer } };
}
