import type { CallFrame } from './cpu-profile.js';

const NODE = 'Node.js';
const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(.*)$/;

/** Whose code it is: Node.js, an npm package, a folder of `src`, or in brackets what is none of these. */
export function toPackage({ functionName, url, lineNumber }: CallFrame, root: string): string {
  if (functionName.startsWith('(') && url === '') return functionName;
  if (url === '') return lineNumber < 0 ? NODE : '(code made at run time)';
  if (url.startsWith('node:')) return NODE;
  if (url.startsWith('wasm:')) return '(WebAssembly)';
  const [, name] = PACKAGE.exec(url) ?? [];
  if (name !== undefined) return name;
  return url.startsWith(root) ? toFolder(url.slice(root.length)) : '(elsewhere)';
}

function toFolder(path: string): string {
  const [folder, ...rest] = path.split('/');
  return rest.length === 0 ? 'src' : `src/${folder}`;
}

/** Where its code is: a file as short as is clear, and the line. Null for what has no file. */
export function toLocation({ url, lineNumber }: CallFrame, root: string): string | null {
  if (url === '') return null;
  const [, name, path] = PACKAGE.exec(url) ?? [];
  const own = url.startsWith(root) ? `dist/modules/${url.slice(root.length)}` : url;
  return `${name === undefined ? own : `${name}/${path}`}:${lineNumber + 1}`;
}
