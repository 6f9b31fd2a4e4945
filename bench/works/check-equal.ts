import { isDeepStrictEqual } from 'node:util';
import type { Server } from '../servers/server.js';
import type { Upstream } from '../upstream/client.js';
import { askOnce } from './ask-once.js';
import type { Question, QuestionKind } from './question.js';
import { toWork } from './works.js';
import { accounts } from '../world/accounts.js';
import { toExpected } from './expected.js';
import { toTicketId } from '../world/tickets.js';

const KINDS: readonly QuestionKind[] = ['typename', 'ticket', 'list'];
const CHECKED_ACCOUNTS = [0, 73, 199];

/** Makes sure that a server gives the same answers as all others, with as many calls. @throws Error when it does not */
export async function checkEqual(server: Server, upstream: Upstream): Promise<void> {
  for (const index of CHECKED_ACCOUNTS) {
    const account = accounts[index];
    if (!account) throw new Error(`There is no account ${index}.`);
    for (const kind of KINDS) {
      const question = { kind, account, ticketId: toTicketId(account, 11), caller: null };
      await upstream.take(0);
      checkAnswer(server, question, await askOnce(server, question), await upstream.take(0));
    }
  }
}

function checkAnswer({ name, toData }: Server, question: Question, data: unknown, calls: number): void {
  const { kind } = question;
  const answer = toData(data);
  const expected = toExpected(question);
  if (!isDeepStrictEqual(withPlainInstants(answer), withPlainInstants(expected))) {
    const texts = [answer, expected].map((value) => JSON.stringify(value).slice(0, 600));
    throw new Error(`${name} answers ${kind} with\n${texts[0]}\nand not with\n${texts[1]}`);
  }
  const { callsPerQuery } = toWork(kind, 1);
  if (calls !== callsPerQuery)
    throw new Error(`${name} makes ${calls} upstream calls for ${kind}, not ${callsPerQuery}.`);
}

/** With or without milliseconds: an instant is the same. */
function withPlainInstants(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data).replaceAll('.000Z"', 'Z"'));
}
