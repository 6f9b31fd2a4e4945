import { createInterface } from 'node:readline';
import { Kysely } from 'kysely';
import { migrate } from '../../dist/modules/store/migrations/migrate.js';
import { openDatabaseThread } from '../../dist/modules/store/pglite/database-thread.js';
import { createPgliteConnection } from '../../dist/modules/store/pglite/pglite-connection.js';
import { createPgliteDialect } from '../../dist/modules/store/pglite/pglite-dialect.js';
import { createStore } from '../../dist/modules/store/store.js';

// Another process over a data directory: opens it, says `open`, then does as told. No TypeScript, and the compiled
// sources: so it starts in half the time.
const [dataDirectory, task, argument = 'null'] = process.argv.slice(2);
const given = JSON.parse(argument);
const NEVER_ABORTED = new AbortController().signal;

const say = (line) => process.stdout.write(`${line}\n`);

const tasks = {
  /** Ends without closing the store. */
  async leave() {
    await createStore({ dataDirectory });
    say('open');
  },

  /** For ever: stores a ticket with a message, adds a message, logs a write. Says each once it is stored. */
  async write({ ticket, message, prefix }) {
    const { tickets, writeLog } = await createStore({ dataDirectory });
    say('open');
    for (let number = 0; ; number += 1) {
      const nativeId = `${prefix}-${number}`;
      const stored = { ...ticket, nativeId };
      await tickets.insert([{ ticket: stored, messages: [message] }]);
      say(`ticket ${nativeId}`);
      await tickets.insertMessages([{ ticket: stored, message: { ...message, id: 'm2', position: 1 } }]);
      say(`message ${nativeId}`);
      const { attemptId } = await writeLog.begin({ scope: 's', key: nativeId, fingerprint: 'f', leaseMs: 1 });
      say(`begun ${nativeId} ${attemptId}`);
      await writeLog.finish(attemptId, nativeId);
      say(`finished ${nativeId}`);
    }
  },

  /** Answers each line of standard input with one of JSON, one after the other. */
  async serve(ticket) {
    const { tickets, close } = await createStore({ dataDirectory });
    say('open');
    const { backend } = ticket;
    const commands = {
      write: (nativeId) => tickets.insert([{ ticket: { ...ticket, nativeId } }]).then(() => nativeId),
      read: (ids) =>
        tickets
          .getMany({ backend, nativeIds: ids.split(','), withUser: false }, NEVER_ABORTED)
          .then((rows) => rows.map((row) => row.ticket.nativeId)),
      close,
    };
    for await (const line of createInterface({ input: process.stdin })) {
      const [command, text] = line.split(' ');
      const answer = await commands[command](text).then(
        (value) => ({ value }),
        ({ name, code, message }) => ({ error: { name, code, message } }),
      );
      say(JSON.stringify(answer));
    }
  },

  /** In PGlite's own folder: brings the tables to where they are before the last of these migrations, says `ready`, and goes on. */
  async migrate(migrations) {
    const thread = await openDatabaseThread({ folder: dataDirectory, template: null });
    const db = new Kysely({ dialect: createPgliteDialect(createPgliteConnection(thread, () => Promise.reject())) });
    say('open');
    await migrate(db, migrations.slice(0, -1));
    say('ready');
    await migrate(db, migrations);
    say('migrated');
  },
};

await tasks[task](given);
