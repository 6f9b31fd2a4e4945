import type { PGlite } from '@electric-sql/pglite';
import { outcomeOf } from './wire-frames.js';
import {
  bindMessage,
  closeStatementMessage,
  describePortalMessage,
  executeMessage,
  parseMessage,
  syncMessage,
} from './wire-writer.js';

/** Statements kept prepared: the queries of a busy gateway, not every filter ever asked. */
const MOST_STATEMENTS = 200;

export interface Session {
  /** Runs one statement, prepared when its text came before. The answer is the raw protocol, errors included. */
  execute(text: string, values: readonly (string | null)[]): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Speaks the wire protocol to PGlite, one round for parse, bind and execute. `PGlite.query` takes five and reads
 * every cell on its own: pages come five times slower.
 */
export function createSession(pglite: PGlite): Session {
  const statements = createStatements();
  return {
    async execute(text, values) {
      const { name, preparation } = statements.use(text);
      const chunks: Uint8Array[] = [];
      await pglite.execProtocolRawStream(
        Buffer.concat([
          ...preparation,
          bindMessage(name, values),
          describePortalMessage(),
          executeMessage(),
          syncMessage(),
        ]),
        // The chunk is a view of memory that the next one overwrites.
        { onRawData: (chunk) => chunks.push(chunk.slice()) },
      );
      const answer = join(chunks);
      const outcome = outcomeOf(Buffer.from(answer.buffer));
      if (outcome === 'CUT') throw new Error('The database stopped in the middle of a statement.');
      if (outcome === 'ERROR') statements.forget(text);
      return answer;
    },
  };
}

/** Unlike `Buffer.concat`, always into memory of its own, which can be handed to another thread. */
function join(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let start = 0;
  for (const chunk of chunks) {
    joined.set(chunk, start);
    start += chunk.length;
  }
  return joined;
}

/** Names of prepared statements by their text, the least recently used first. */
function createStatements() {
  const names = new Map<string, string>();
  const unwanted: string[] = [];
  let made = 0;

  function forget(text: string): void {
    const name = names.get(text);
    if (name !== undefined) unwanted.push(name);
    names.delete(text);
  }

  return {
    forget,
    /** The name to bind, with the messages that must go before. */
    use(text: string): { name: string; preparation: Buffer[] } {
      const known = names.get(text);
      if (known !== undefined) {
        names.delete(text);
        names.set(text, known);
        return { name: known, preparation: [] };
      }
      const [oldest] = names.keys();
      if (oldest !== undefined && names.size >= MOST_STATEMENTS) forget(oldest);
      made += 1;
      const name = `s${made}`;
      names.set(text, name);
      return { name, preparation: [...unwanted.splice(0).map(closeStatementMessage), parseMessage(name, text)] };
    },
  };
}
