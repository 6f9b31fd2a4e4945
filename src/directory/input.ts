import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { InputError } from './input-error.js';

/** Text that can be read from its beginning any number of times, in chunks, without byte order mark. */
export interface Input {
  read(): AsyncIterable<string>;
}

/** What is held of an input that can be read only once. */
const MOST_BYTES_HELD = 64 * 1024 * 1024;

/** A file, read anew each time; a pipe is held in memory. @throws InputError */
export async function openFile(path: string): Promise<Input> {
  try {
    const isFile = (await stat(path)).isFile();
    if (!isFile) return await holdInput(createReadStream(path), path);
  } catch (error) {
    throw toInputError(error, path);
  }
  return { read: () => decode(readFile(path)) };
}

/**
 * Reads an input to its end and holds it in memory.
 * @param name for the message
 * @throws InputError when it has more than 64 MiB, or than `mostBytes`
 */
export async function holdInput(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  mostBytes: number = MOST_BYTES_HELD,
): Promise<Input> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > mostBytes) throw new InputError(`${name} has more than ${mostBytes} bytes; give a file instead.`);
    chunks.push(chunk);
  }
  return { read: () => decode(chunks) };
}

async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw toInputError(error, path);
  }
}

/** Bytes that are not UTF-8 become U+FFFD: the fields that have them tell. */
async function* decode(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

const PROBLEMS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'does not exist'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'may not be read by this user'],
  ['EPERM', 'may not be read by this user'],
]);

function toInputError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  return new InputError(`The file ${path} ${PROBLEMS.get(error.code) ?? 'cannot be read'}.`, { cause: error });
}
