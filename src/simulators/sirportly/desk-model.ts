/** 0 is open, 1 closed, 2 on hold. */
export type SirportlyStatusType = 0 | 1 | 2;

export interface SirportlyStatus {
  readonly id: number;
  readonly name: string;
  /** Hexadecimal, without `#`. */
  readonly colour: string;
  readonly statusType: SirportlyStatusType;
  readonly position: number;
}

export interface SirportlyPriority {
  readonly id: number;
  readonly name: string;
  /** Hexadecimal, without `#`. */
  readonly colour: string;
  readonly position: number;
}

export interface SirportlyBrand {
  readonly id: number;
  readonly name: string;
  readonly url: string | null;
  readonly phone: string | null;
}

export interface SirportlyDepartment {
  readonly id: number;
  /** Two brands may have departments of the same name. */
  readonly name: string;
  readonly brandId: number;
  readonly escalationPathId: number;
  readonly isPrivate: boolean;
}

export interface SirportlyEscalationPath {
  readonly id: number;
  readonly name: string;
  /** In order of escalation. */
  readonly teamIds: readonly number[];
}

export interface SirportlyTeam {
  readonly id: number;
  readonly name: string;
  readonly userIds: readonly number[];
}

/** A member of staff. */
export interface SirportlyUser {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly emailAddress: string;
  readonly jobTitle: string | null;
  /** The parts of the interface this person may use, which is also what a token of theirs may do. */
  readonly access: readonly ('tickets' | 'reporting')[];
}

export interface SirportlySla {
  readonly id: number;
  readonly name: string;
  /** Minutes; the next one too. */
  readonly replyIn: number | null;
  readonly resolutionIn: number | null;
}

export interface SirportlyCustomField {
  readonly id: number;
  readonly fieldType: 'string' | 'text' | 'select' | 'password' | 'radio' | 'checkbox';
  readonly name: string;
  readonly systemName: string;
  readonly values: readonly string[];
  readonly defaultValue: string | null;
  readonly description: string | null;
  readonly isPrivate: boolean;
  /** Null means all departments. */
  readonly departmentIds: readonly number[] | null;
}

/** One condition of a saved filter. */
export interface SirportlyFilterCondition {
  readonly var: 'team' | 'user' | 'status' | 'status_type' | 'priority';
  readonly operator: 'equal' | 'in';
  /** An id, several with commas, null for none, `{{assigned_teams}}` or `{{current_user}}`. */
  readonly data: string | null;
}

export interface SirportlyFilter {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly icon: number;
  readonly order: 'asc' | 'desc';
  readonly sort: string;
  readonly conditions: {
    readonly all: readonly SirportlyFilterCondition[];
    readonly any: readonly SirportlyFilterCondition[];
  };
  readonly cols: readonly ('status' | 'source' | 'details' | 'contact' | 'priority' | 'updated_at')[];
}
