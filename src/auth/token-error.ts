const MESSAGES = {
  MISSING: 'A bearer token is required.',
  MALFORMED: 'The token is not a well-formed signed JWT.',
  TOO_LONG: 'The token is too long.',
  WRONG_ALGORITHM: 'The signature algorithm of the token is not accepted here.',
  WRONG_TYPE: 'The typ header of the token is not accepted here.',
  UNKNOWN_KEY: 'The token is signed with a key that is not known here.',
  BAD_SIGNATURE: 'The signature of the token does not fit.',
  WRONG_ISSUER: 'The issuer of the token is not accepted here.',
  WRONG_AUDIENCE: 'The token is for another audience.',
  NO_EXPIRY: 'The token does not say when it expires.',
  EXPIRED: 'The token has expired.',
  NOT_YET_VALID: 'The token is not valid yet.',
  NO_RIGHTS: 'The token names neither a user nor an organisation.',
  KEYS_UNAVAILABLE: 'The keys for checking tokens cannot be read at the moment.',
} as const;

/** Why a token was not accepted. KEYS_UNAVAILABLE says nothing about the token: the same one may do later. */
export type TokenErrorReason = keyof typeof MESSAGES;

/**
 * A request whose token was not accepted. The message is one fixed sentence a reason, of characters that may stand in
 * the `error_description` of a `WWW-Authenticate` header.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly reason: TokenErrorReason;

  constructor(reason: TokenErrorReason, options?: ErrorOptions) {
    super(MESSAGES[reason], options);
    this.reason = reason;
  }

  /** The HTTP status to answer with. */
  get status(): 401 | 503 {
    return this.reason === 'KEYS_UNAVAILABLE' ? 503 : 401;
  }
}
