import { describe, expect, it } from 'vitest';
import { isCommand, toUsage } from '../../src/commands/usage.js';

describe('the usage', () => {
  it('of one command is of that command alone, with its options', () => {
    const usage = toUsage('token');

    expect(usage).toMatch(/^Usage: ticket-gateway COMMAND\n\n {2}token --key FILE /);
    expect(usage).toContain('--audience Y');
    expect(usage).not.toMatch(/^ {2}(?!token)[a-z]/m);
    expect(usage).toMatch(/[^\n]\n$/);
  });

  it.each(['', 'tokens', 'constructor', '--help'])('of all is given for no command, such as %j', (word) => {
    const usage = toUsage(word);

    const named = [...usage.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
    const commands = ['start', 'doctor', 'demo', 'simulate', 'token', 'directory', 'directory', 'schema'];
    expect(isCommand(word)).toBe(false);
    expect(named).toEqual(commands);
    expect(commands.every(isCommand)).toBe(true);
    expect(usage).toContain('COMMAND --help');
  });
});
