import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { dashboard } from '../queries.js';
import { AnswerError, parseAnswer } from './answer.js';

const USAGE = `Usage: npm run --silent draw < ANSWER > dashboard.svg
       npm run --silent draw -- --query    the request whose answer it draws, as curl --data takes it
`;

/** Draws the answer to the query Dashboard from standard input as an SVG, or with `--query` prints the request for it. */
async function run(): Promise<string> {
  const { values } = parseArgs({ options: { query: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) return USAGE;
  if (values.query) return `${JSON.stringify({ query: dashboard.toString().trim() })}\n`;
  const answer = parseAnswer(process.stdin.isTTY ? '' : await text(process.stdin));
  // The charts take half of the time to load, and the rest has no use for them.
  const { renderDashboard } = await import('./picture.js');
  return renderDashboard(answer);
}

try {
  process.stdout.write(await run());
} catch (error) {
  const isForPeople = error instanceof AnswerError || (error instanceof TypeError && 'code' in error);
  if (!isForPeople) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
