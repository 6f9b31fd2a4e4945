import { toMoovBackend, UNSHARED } from '../servers/gateway-config.js';
import { asking } from '../servers/asking.js';
import type { Stage } from '../stage.js';
import { planAlone } from '../works/questions.js';
import { SOME } from '../works/works.js';
import { accounts } from '../world/accounts.js';
import { toOwned } from './accounts.js';
import { PAGE } from './documents.js';
import type { Growth, Step } from './step.js';

const BACKENDS = [1, 2, 4, 8];
const PAGE_SIZE = 50;
/** They have an account in every backend, however many these are. */
const owners = accounts.slice(0, accounts.length / Math.max(...BACKENDS));

/** A page of what is in all backends, which each gives fifty tickets for. */
export async function startBackends(stage: Stage): Promise<readonly Growth[]> {
  const steps: Step[] = [];
  for (const value of BACKENDS) steps.push(await startStep(stage, value));
  return [{ unit: 'backends', question: `the newest ${PAGE_SIZE} tickets of all backends`, steps }];
}

async function startStep(stage: Stage, value: number): Promise<Step> {
  const plan = planAlone('list', SOME, owners);
  const server = await stage.startGateway({
    folder: `backends-${value}`,
    backends: Array.from({ length: value }, (_, share) =>
      toMoovBackend({
        key: `moov-${share}`,
        upstream: stage.equipment.upstream.url,
        freshMs: UNSHARED,
        accounts: toOwned(owners, share),
      }),
    ),
    askers: plan.flat(),
  });
  const body = { query: PAGE, variables: { first: PAGE_SIZE } };
  const work = { name: `${value} backends`, connections: SOME, plan };
  return { ...asking(server, body), value, work: { ...work, callsPerQuery: value, ticketsPerAnswer: PAGE_SIZE } };
}
