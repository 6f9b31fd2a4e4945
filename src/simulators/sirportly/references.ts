import { createRandom } from '../http/random.js';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Mints the reference of a ticket: two capitals, a dash and six digits. The same id and data give the same one. */
export function mintReference(id: number, isTaken: (reference: string) => boolean): string {
  const random = createRandom(id);
  for (;;) {
    const digits = String(random.integer(0, 999_999)).padStart(6, '0');
    const reference = `${random.pick(letters)}${random.pick(letters)}-${digits}`;
    if (!isTaken(reference)) return reference;
  }
}
