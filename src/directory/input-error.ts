/** A directory file that cannot be read. The message is a sentence for whoever named it. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
