const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** True for the form that all of Moov's ids have. */
export function isTicketId(text: string): boolean {
  return UUID.test(text);
}
