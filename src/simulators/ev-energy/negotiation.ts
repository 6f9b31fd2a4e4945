import type { IncomingHttpHeaders } from 'node:http';
import { notAcceptable, unsupportedVersion } from './problems.js';

/** The one version there is. */
export const apiVersion = 2;

const acceptable = new Set(['*/*', 'application/*', 'application/json']);

/** @throws Problem 400 when a version other than 2 is asked for */
export function checkVersion(headers: IncomingHttpHeaders): void {
  const requested = headers['evenergy-version'];
  if (requested === undefined) return;
  const isSupported = /^2(\.0+)?$/.test(String(requested));
  if (!isSupported) throw unsupportedVersion(String(requested));
}

/** @throws Problem 406 when the caller does not take JSON */
export function checkAccept(headers: IncomingHttpHeaders): void {
  if (!headers.accept) return;
  const takesJson = headers.accept.split(',').some((range) => {
    const [mediaType = '', ...parameters] = range.toLowerCase().split(';');
    const isRefused = parameters.some((parameter) => /^\s*q=0(\.0*)?\s*$/.test(parameter));
    return acceptable.has(mediaType.trim()) && !isRefused;
  });
  if (!takesJson) throw notAcceptable();
}
