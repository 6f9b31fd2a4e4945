import type { Reply } from '../http/reply.js';
import type { Problem } from './problems.js';

export function problemReply(problem: Problem): Reply {
  return {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json', ...problem.headers },
    body: JSON.stringify(problem.body),
  };
}
