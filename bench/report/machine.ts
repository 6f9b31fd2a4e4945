import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Where and with what was measured. */
export interface Machine {
  readonly date: string;
  readonly cores: number;
  readonly model: string;
  /** Of the servers under test. */
  readonly nodeVersion: string;
  /** What the peers are built on, by package. */
  readonly packages: Readonly<Record<string, string>>;
}

/** @param node path of the Node.js binary of the servers */
export function describeMachine(node: string): Machine {
  const manifest = new URL('../../package.json', import.meta.url);
  const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
    nodeVersion: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(),
    packages: dependencies,
  };
}

export function toMachineText(machine: Machine): string {
  const versions = Object.entries(machine.packages).map(([name, version]) => `${name} ${version}`);
  return `${toPlaceText(machine)}; ${versions.join(', ')}`;
}

/** The same without packages, for what has no peers in it. */
export function toPlaceText({ date, cores, model, nodeVersion }: Machine): string {
  return `${date}; ${model}, ${cores} cores; Node.js ${nodeVersion}`;
}
