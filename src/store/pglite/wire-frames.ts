const HEADER_BYTES = 5;

/** The backend messages in an answer: one letter for the kind, and the body. */
export function* framesOf(answer: Buffer): Generator<readonly [kind: string, body: Buffer]> {
  for (let start = 0; start < answer.length;) {
    const end = start + 1 + answer.readInt32BE(start + 1);
    yield [String.fromCharCode(answer.readUInt8(start)), answer.subarray(start + HEADER_BYTES, end)];
    start = end;
  }
}

/** How a statement ended; CUT when the database stopped in the middle of its answer. */
export function outcomeOf(answer: Buffer): 'OK' | 'ERROR' | 'CUT' {
  const kinds = new Set<string>();
  for (const [kind] of framesOf(answer)) kinds.add(kind);
  if (!kinds.has('Z')) return 'CUT';
  return kinds.has('E') ? 'ERROR' : 'OK';
}
