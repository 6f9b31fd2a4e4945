import { makeTicket } from '../ticket/tickets.js';

// Compiled, it starts in a third of the time.
const STORE = new URL('../../dist/store/store.js', import.meta.url);
const { createStore } = (await import(STORE.href)) as typeof import('../../src/store/store.js');

/**
 * Another process over a data directory: opens it, says `open`, then does as told.
 * write: stores tickets for ever, and says each one's id once it is stored. leave: ends without closing the store.
 */
const [dataDirectory = '', task] = process.argv.slice(2);

const store = await createStore({ dataDirectory });
process.stdout.write('open\n');
if (task === 'write') await writeForever();

async function writeForever(): Promise<never> {
  for (let number = 0; ; number += 1) {
    const ticket = makeTicket({ backend: 'local', nativeId: `t${number}` });
    await store.tickets.insert([{ ticket }]);
    process.stdout.write(`${ticket.nativeId}\n`);
  }
}
