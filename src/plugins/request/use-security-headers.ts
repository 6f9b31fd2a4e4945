import type { GatewayPlugin } from '../gateway-plugin.js';
import { SECURITY_HEADERS } from '../../http/security-headers.js';

/** Adds the security headers that an answer does not set itself. */
export function useSecurityHeaders(): GatewayPlugin {
  const headers = Object.entries(SECURITY_HEADERS);
  return {
    onResponse({ response }) {
      for (const [name, value] of headers) if (!response.headers.has(name)) response.headers.set(name, value);
    },
  };
}
