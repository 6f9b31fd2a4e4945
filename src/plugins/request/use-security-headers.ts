import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from '../server-context.js';
import { SECURITY_HEADERS } from '../../http/security-headers.js';

/** Adds the security headers that an answer does not set itself. */
export function useSecurityHeaders(): Plugin<object, ServerContext> {
  const headers = Object.entries(SECURITY_HEADERS);
  return {
    onResponse({ response }) {
      for (const [name, value] of headers) if (!response.headers.has(name)) response.headers.set(name, value);
    },
  };
}
