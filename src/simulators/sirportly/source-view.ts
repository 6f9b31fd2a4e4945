import type { SirportlySource } from './model.js';
import type { Body } from './object-views.js';

/** A source in full: the real API, too, shows the token and secret of the token that made a ticket. */
export function toSourceBody(source: SirportlySource): Body {
  return { ...source, ...detailsOf(source) };
}

function detailsOf({ type }: SirportlySource): Body {
  if (type === 'IncomingAddress') {
    return { allow_outbound: true, subject_prefix: null, send_as_user: false, test_enabled: false };
  }
  return { ip_addresses: '', enabled: true, log: false, log_response: false, user: null, api_application: null };
}
