import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

interface StoredObject {
  readonly body: string;
  readonly modifiedAt: Date;
}

export interface Bucket {
  /** Its first objects, under `_cache/`. */
  readonly folder: string;
  readonly objects: Map<string, StoredObject>;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
}

/** GetObject, PutObject and DeleteObject with path-style addresses (S3 API reference), of one bucket whatever its name. */
export function answerBucket(bucket: Bucket, { request, response, body }: Exchange): void {
  const [, ...parts] = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '')
    .slice(1)
    .split('/');
  const key = parts.join('/');
  if (request.method === 'PUT') {
    bucket.objects.set(key, { body, modifiedAt: new Date() });
    response.writeHead(200, { etag: '"0"' }).end();
    return;
  }
  if (request.method === 'DELETE') {
    bucket.objects.delete(key);
    response.writeHead(204).end();
    return;
  }
  const found = bucket.objects.get(key) ?? firstObject(bucket, key);
  if (request.method === 'GET' && found !== undefined) {
    response.writeHead(200, { 'last-modified': found.modifiedAt.toUTCString() }).end(found.body);
    return;
  }
  response.writeHead(404, { 'content-type': 'application/xml' });
  response.end('<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>');
}

function firstObject({ folder }: Bucket, key: string): StoredObject | undefined {
  const file = join(folder, key.replace(/^_cache\//, ''));
  try {
    return { body: readFileSync(file, 'utf8'), modifiedAt: statSync(file).mtime };
  } catch {
    // The build made no such page.
    return undefined;
  }
}
