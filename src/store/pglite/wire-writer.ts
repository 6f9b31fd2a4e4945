// The frontend messages that a query needs: https://www.postgresql.org/docs/current/protocol-message-formats.html
const ALL_AS_TEXT = int16(0);
const UNNAMED = Buffer.from([0]);
const NO_ROW_LIMIT = Buffer.alloc(4);
const NULL_LENGTH = int32(-1);

export function parseMessage(statement: string, text: string): Buffer {
  const noParameterTypes = int16(0);
  return message('P', cstring(statement), cstring(text), noParameterTypes);
}

/** Text values in, text columns out. */
export function bindMessage(statement: string, values: readonly (string | null)[]): Buffer {
  const parameters = values.flatMap((value) => (value === null ? [NULL_LENGTH] : sized(value)));
  return message('B', UNNAMED, cstring(statement), ALL_AS_TEXT, int16(values.length), ...parameters, ALL_AS_TEXT);
}

export function describePortalMessage(): Buffer {
  return message('D', Buffer.from('P'), UNNAMED);
}

export function executeMessage(): Buffer {
  return message('E', UNNAMED, NO_ROW_LIMIT);
}

export function closeStatementMessage(statement: string): Buffer {
  return message('C', Buffer.from('S'), cstring(statement));
}

export function syncMessage(): Buffer {
  return message('S');
}

function message(kind: string, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  return Buffer.concat([Buffer.from(kind), int32(length), ...parts]);
}

function sized(text: string): [Buffer, Buffer] {
  const bytes = Buffer.from(text);
  return [int32(bytes.length), bytes];
}

function cstring(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
