import type { Desk } from './call.js';
import { findById } from './lookup.js';
import type {
  SirportlyBrand,
  SirportlyDepartment,
  SirportlyPriority,
  SirportlySla,
  SirportlyStatus,
  SirportlyUser,
} from './desk-model.js';

/** An object as an answer has it. */
export type Body = Readonly<Record<string, unknown>>;

export function toStatusBody({ id, name, colour, statusType }: SirportlyStatus): Body {
  return { id, name, colour, status_type: statusType };
}

export function toPriorityBody({ id, name, colour, position }: SirportlyPriority): Body {
  return { id, name, colour, position };
}

export function toBrandBody({ id, name, url, phone }: SirportlyBrand): Body {
  return { id, name, url, phone };
}

export function toDepartmentBody({ id, name, isPrivate, brandId }: SirportlyDepartment, { data }: Desk): Body {
  const brand = findById(data.brands, brandId);
  return { id, name, private: isPrivate, brand: brand && toBrandBody(brand) };
}

export function toNameBody({ id, name }: { readonly id: number; readonly name: string }): Body {
  return { id, name };
}

export function toSlaBody({ id, name, replyIn, resolutionIn }: SirportlySla): Body {
  return { id, name, reply_in: replyIn, resolution_in: resolutionIn };
}

/** A member of staff as part of something else. */
export function toUserBody({ id, username, firstName, lastName, jobTitle }: SirportlyUser): Body {
  return {
    id,
    username,
    first_name: firstName,
    last_name: lastName,
    job_title: jobTitle,
    avatar_url: `https://avatars.example/{{size}}/users/${id}.png`,
  };
}

/** A member of staff as the object asked for. */
export function toUserDetailBody(user: SirportlyUser): Body {
  return { ...toUserBody(user), email_address: user.emailAddress };
}
