import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { OnStop } from '../../run-command';
import { answerBucket, type Bucket } from './bucket';
import { listenOnLoopback } from './listen-on-loopback';
import { answerQueue, type QueueMessage } from './queue';
import { answerTable, type Table } from './table';

export interface Stores {
  /** One address for all three, as `AWS_ENDPOINT_URL_S3` and the like take it. */
  readonly url: string;
  /** What was written since the start: objects of the bucket, `tag path` of the table's rows. */
  kept(): { bucket: { key: string; body: string }[]; table: string[] };
}

interface StorePlan {
  /** Where the build left rendered pages: the bucket's first content under `_cache`. */
  readonly cacheFolder: string;
  readonly onMessage: (message: QueueMessage) => void;
}

/**
 * What OpenNext's page cache asks of S3, DynamoDB and SQS, in memory: the calls of @opennextjs/aws 4.1.12
 * (dist/overrides) and no others. It says so on the console when it is asked for something else.
 */
export async function startStores(onStop: OnStop, { cacheFolder, onMessage }: StorePlan): Promise<Stores> {
  const bucket: Bucket = { folder: cacheFolder, objects: new Map() };
  const table: Table = new Map();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const target = String(request.headers['x-amz-target'] ?? '');
    if (target.startsWith('DynamoDB_')) return sendJson(response, answerTable(table, target, body));
    if (target.startsWith('AmazonSQS.')) return sendJson(response, answerQueue(target, body, onMessage));
    answerBucket(bucket, { request, response, body });
  };
  const url = await listenOnLoopback(onStop, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error('stores:', error);
      response.writeHead(400).end();
    });
  });
  return {
    url,
    kept: () => ({
      bucket: [...bucket.objects].map(([key, { body }]) => ({ key, body })),
      table: [...table.keys()],
    }),
  };
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}
