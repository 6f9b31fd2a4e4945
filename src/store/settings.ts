import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './sql/tables.js';

/**
 * The secret of that name: random bytes, made by whoever asks first and the same for every process over this store.
 * @param bytes length of a secret that is made now; a stored one keeps its own
 */
export async function getOrCreateSecret(db: Kysely<Tables>, name: string, bytes: number): Promise<Buffer> {
  await db
    .insertInto('settings')
    .values({ name, value: randomBytes(bytes).toString('base64') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirstOrThrow();
  return Buffer.from(value, 'base64');
}
