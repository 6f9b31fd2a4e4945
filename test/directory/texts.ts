import { readRecords, type Format, type RawRecord } from '../../src/directory/raw-record.js';

/** A text as a stream, in chunks of that many characters. */
export async function* toChunks(text: string, size = text.length): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
}

export async function toList<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

export function toRecords(text: string, format: Format): AsyncIterable<RawRecord> {
  return readRecords(toChunks(text), format);
}

/** JSON lines. */
export function toJsonLines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
