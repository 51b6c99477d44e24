import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** It names a file that is not deployed, and differs in chunks that are otherwise the same. */
const sourceMapComment = /\n*\/\/# sourceMappingURL=\S+\s*$/;

/**
 * Turbopack (Next 16.4) writes what several pages need once for each of them, under other names. Of chunks with the same
 * text only the first stays in a server's folder; the others become a `require` of it, which gives the runtime the same
 * modules. Gives the bytes that this saved.
 */
export function shareChunks(serverFolder: string): number {
  const root = join(serverFolder, '.next/server/chunks');
  const first = new Map<string, string>();
  let saved = 0;
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.js') || name.endsWith('[turbopack]_runtime.js')) continue;
    const file = join(root, name);
    const before = readFileSync(file, 'utf8');
    const text = before.replace(sourceMapComment, '\n');
    const kept = first.get(text);
    if (kept === undefined) first.set(text, file);
    const after = kept === undefined ? text : requireOf(kept, file);
    saved += Buffer.byteLength(before) - Buffer.byteLength(after);
    if (after !== before) writeFileSync(file, after);
  }
  return saved;
}

function requireOf(kept: string, file: string): string {
  const path = relative(dirname(file), kept).split(sep).join('/');
  return `module.exports=require(${JSON.stringify(path.startsWith('.') ? path : `./${path}`)})\n`;
}
