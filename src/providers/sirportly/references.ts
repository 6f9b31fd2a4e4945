const REFERENCE = /^[A-Z]{2}-\d{6}$/;

/** True for the reference of a ticket, the only key that its verbs take. */
export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}
