/** Messages by column. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

type RefusalBody = { readonly error: string } | { readonly errors: FieldErrors | readonly string[] };

/** A request that is not carried out. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: RefusalBody;

  constructor(status: number, body: RefusalBody) {
    super('error' in body ? body.error : JSON.stringify(body.errors));
    this.name = 'Refusal';
    this.status = status;
    this.body = body;
  }
}

export function forbidden(message: string): Refusal {
  return new Refusal(403, { error: message });
}

/** @param what is missing, as the message names it */
export function notFound(what: string): Refusal {
  return new Refusal(404, { error: `The requested ${what} could not be found` });
}

export function tooLarge(): Refusal {
  return new Refusal(413, { error: 'The request is too large' });
}

export function unreadable(): Refusal {
  return new Refusal(400, { error: 'The form could not be read' });
}

export function invalidRecord(errors: FieldErrors): Refusal {
  return new Refusal(422, { errors });
}

export function invalidQuery(message: string): Refusal {
  return new Refusal(422, { errors: [message] });
}

export const blankMessage = "can't be blank";
