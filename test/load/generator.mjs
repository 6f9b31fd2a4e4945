// Plain JavaScript, run by itself: a loop of its own, so that what is measured is the server's.
import { Agent, request } from 'node:http';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { url, token, bodies, connections, perSecond, forMs } = JSON.parse(Buffer.concat(chunks));
const agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
const answers = [];
await Promise.all(Array.from({ length: connections }, connect));
const startedAt = performance.now();
const isOver = () => performance.now() - startedAt > forMs;
let sent = 0;

function ask() {
  const body = bodies[sent % bodies.length];
  sent += 1;
  const askedAt = performance.now();
  return new Promise((resolve) => {
    const note = (status) => resolve(answers.push([status, performance.now() - askedAt]));
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => note(response.statusCode));
    });
    asked.once('error', () => note(0));
    asked.end(body);
  });
}

/** Opens a connection that is kept. */
function connect() {
  return new Promise((resolve, reject) => {
    const asked = request(new URL('/livez', url), { agent }, (response) => response.resume().once('end', resolve));
    asked.once('error', reject);
    asked.end();
  });
}

if (perSecond === null) {
  const work = async () => {
    while (!isOver()) await ask();
  };
  await Promise.all(Array.from({ length: connections }, work));
} else {
  const asked = [];
  while (!isOver()) {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    while (sent < due) asked.push(ask());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(asked);
}
agent.destroy();
console.log(JSON.stringify({ tookMs: performance.now() - startedAt, answers }));
