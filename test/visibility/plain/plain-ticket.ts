/** A ticket as the oracle knows it: from the raw data of each system, past none of the gateway's code. */
export interface PlainTicket {
  readonly backend: string;
  readonly provider: 'LOCAL' | 'EV_ENERGY' | 'MOOV' | 'SIRPORTLY';
  readonly id: string;
  readonly user: string | null;
  readonly organization: string | null;
  readonly subject: string;
  readonly conversationSummary: string;
  readonly externalTicketId: string | null;
  readonly status: string | null;
  readonly statusName: string | null;
  readonly priority: string | null;
  readonly priorityName: string | null;
  readonly source: string | null;
  readonly sourceName: string | null;
  readonly humanVerifiedCategory: string | null;
  readonly humanVerifiedSubcategory: string | null;
  readonly aiGeneratedCategory: string | null;
  readonly aiGeneratedSubcategory: string | null;
  readonly tags: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number | null;
  readonly resolvedAt: number | null;
  readonly messages: readonly PlainMessage[];
}

export interface PlainMessage {
  readonly type: string;
  readonly position: number;
  readonly visibility: 'PUBLIC' | 'INTERNAL';
  readonly text: string;
  readonly createdAt: number;
}

export function lookUp(table: Readonly<Record<string, string>>, name: string | null): string | null {
  return name === null ? null : (table[name] ?? null);
}
