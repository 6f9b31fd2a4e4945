import diagnostics from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reply, startScriptedBackend, withTickets, type Answer, type ScriptedBackend } from './scripted-backend.js';
import { createScriptedWorld, type ScriptedWorld } from './scripted-world.js';

/** Told of every connection that undici is about to open. */
const CONNECTING = 'undici:client:beforeConnect';

interface Connecting {
  readonly connectParams: { readonly protocol: string; readonly host: string };
}

/** Answers that try to lead the gateway, and the token it carries, to somewhere else. */
export function describeRedirects(report: (line: string) => void): void {
  describe('a backend that points elsewhere', () => {
    let scripted: ScriptedWorld;
    let decoy: ScriptedBackend;
    let inside: ScriptedBackend;
    const origins = new Set<string>();
    const note = (message: unknown) => {
      const { protocol, host } = (message as Connecting).connectParams;
      origins.add(`${protocol}//${host}`);
    };
    beforeAll(async () => {
      [decoy, inside] = await Promise.all([startScriptedBackend(), startScriptedBackend('127.0.0.2')]);
      scripted = await createScriptedWorld();
      diagnostics.subscribe(CONNECTING, note);
    });
    afterAll(async () => {
      diagnostics.unsubscribe(CONNECTING, note);
      await Promise.all([scripted.close(), decoy.close(), inside.close()]);
    });

    const elsewhere = (): readonly (readonly [string, Answer, string])[] => {
      const away = `${decoy.origin}/v2/support_tickets`;
      const to = (status: number, location: string) => reply(status, {}, { location });
      return [
        ...[301, 302, 303, 307, 308].map(
          (status) => [`${status} to another host`, to(status, away), 'FAILED'] as const,
        ),
        ['a private address', to(302, `${inside.origin}/v2/support_tickets`), 'FAILED'],
        ['an address of machines in a cloud', to(302, 'http://169.254.169.254/latest/meta-data/'), 'FAILED'],
        ['another path', to(302, '/v2/elsewhere'), 'FAILED'],
        ['another scheme', to(302, away.replace('http:', 'https:')), 'FAILED'],
        ['no scheme', to(302, away.replace('http:', '')), 'FAILED'],
        ['a link to the next page', reply(200, [], { link: toLinks(away) }), 'FAILED'],
        ['a place of what was made', reply(201, [], { location: away, link: toLinks('about:blank') }), 'COMPLETE'],
        ['a refresh', reply(503, {}, { refresh: `0; url=${away}`, 'content-location': away }), 'FAILED'],
      ];
    };

    it('is not followed, neither for a list nor for an access token', async () => {
      const { script, list } = scripted;
      script.behaveAboutTokens(reply(307, {}, { location: `${decoy.origin}/o/token/` }));
      const withoutToken = await list({ backend: 'ev' });
      script.behaveAboutTokens(reply(200, { access_token: 'scripted', token_type: 'Bearer' }));

      const listed = [];
      for (const [name, answer, outcome] of elsewhere()) {
        script.behave(answer);
        const { outcomes } = await list();
        listed.push([name, outcomes]);
        expect([name, outcomes]).toEqual([name, { desk: 'COMPLETE', ev: outcome }]);
      }
      script.behave(withTickets);
      const after = await list();

      const hits = [decoy, inside].flatMap((each) => [...each.arrivals(), ...each.tokenArrivals()]);
      report(
        `${hits.length} hits on the decoys in ${listed.length + 1} variants; connections to ${origins.size} origin`,
      );
      expect(withoutToken).toMatchObject({ outcomes: { ev: 'FAILED' } });
      expect(after).toMatchObject({ outcomes: { ev: 'COMPLETE' }, counts: { ev: 3 } });
      expect(hits).toEqual([]);
      expect([...origins]).toEqual([script.origin]);
      expect(new Set(script.arrivals().map(({ target }) => target.replace(/\?.*/, '')))).toEqual(
        new Set(['/v2/support_tickets']),
      );
    });
  });
}

function toLinks(target: string): string {
  return `<${target}>; rel="next", <${target}>; rel="previous"`;
}
