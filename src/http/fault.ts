/** Why a request is refused before anything looks at what it asks for. */
export interface Fault {
  readonly status: number;
  /** What is wrong and what is allowed. */
  readonly detail: string;
}
