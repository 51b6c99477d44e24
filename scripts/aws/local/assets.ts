import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import type { EdgeAnswer } from './edge-cache';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain',
};

/** A file of the bucket, with what the deployment says of keeping it; 403 where there is none, since nobody may list it. */
export function answerAsset(folder: string, path: string): EdgeAnswer {
  const body = read(join(folder, normalize(decoded(path))));
  if (body === undefined)
    return {
      status: 403,
      headers: { 'content-type': 'application/xml' },
      body: Buffer.from('<Error><Code>AccessDenied</Code></Error>'),
    };
  const lasting = path.startsWith('/_next/') ? 'public, max-age=31536000, immutable' : 'public, max-age=300';
  const type = types[extname(path)] ?? 'application/octet-stream';
  return { status: 200, headers: { 'content-type': type, 'cache-control': lasting }, body };
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    // No such file, or a folder.
    return undefined;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // No such name then.
    return path;
  }
}
