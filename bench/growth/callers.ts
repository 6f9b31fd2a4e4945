import { asking } from '../servers/asking.js';
import { BACKEND, toMoovBackend } from '../servers/gateway-config.js';
import type { Stage } from '../stage.js';
import { planShared } from '../works/questions.js';
import { MANY, type Work } from '../works/works.js';
import { accounts } from '../world/accounts.js';
import { PAGE_WITH_MESSAGES } from './documents.js';
import type { Growth } from './step.js';

const CALLERS = [1, 10, 100, 1000];
const PAGE_SIZE = 50;
/** One for all, or those who are few would want fewer pages than those who are many. */
const hot = accounts.slice(0, 1);

/** Callers with a token each who want the same page, where what was read a moment ago serves others too. */
export async function startCallers(stage: Stage): Promise<readonly Growth[]> {
  const crowds = CALLERS.map((value) => ({ value, work: toWork(value) }));
  const { url: upstream } = stage.equipment.upstream;
  const backends = [toMoovBackend({ key: BACKEND, upstream, freshMs: null, accounts })];
  const askers = crowds.flatMap(({ work }) => work.plan.flat());
  const server = await stage.startGateway({ folder: 'callers', backends, askers });
  const body = { query: PAGE_WITH_MESSAGES, variables: { first: PAGE_SIZE } };
  const steps = crowds.map((crowd) => ({ ...asking(server, body), ...crowd }));
  return [{ unit: 'callers', question: `the same ${PAGE_SIZE} tickets, with users and messages`, steps }];
}

function toWork(callers: number): Work {
  const plan = planShared(MANY, { callers, hot });
  return { name: `${callers} callers`, connections: MANY, plan, callsPerQuery: null, ticketsPerAnswer: PAGE_SIZE };
}
