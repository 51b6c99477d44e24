import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { createSigner } from 'fast-jwt';
import { z } from 'zod';
import { repoRoot } from '../../scripts/repo-root';
import type { OnStop } from '../../scripts/run-command';

interface BarePlan {
  readonly manifestUrl: string;
  /** The twin's ClearKey license service, and the secret that its tokens are signed with. */
  readonly licenseUrl: string;
  readonly licenseSecret: string;
}

const challenge = z.object({ kids: z.array(z.string()) });
const shaka = gzipSync(readFileSync(`${repoRoot}/node_modules/shaka-player/dist/shaka-player.compiled.js`));

/**
 * The least page that shows the stream: Shaka as its tutorial has it, the full build with its own defaults, no sign-in, no
 * session, and a license proxy that mints the vendor's token and nothing else. Gives the page's address.
 */
export async function startBarePage(plan: BarePlan, onStop: OnStop): Promise<string> {
  const page = Buffer.from(pageOf(plan.manifestUrl));
  const server = createServer((request, response) => {
    void answer(plan, page, { request, response }).catch(() => response.destroy());
  });
  await once(server.listen(0, 'localhost'), 'listening');
  onStop(async () => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP address.');
  return `http://localhost:${address.port}/`;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer(plan: BarePlan, page: Buffer, { request, response }: Exchange): Promise<void> {
  switch (request.url) {
    case '/':
      return send(response, page, { 'content-type': 'text/html; charset=utf-8' });
    case '/shaka.js':
      return send(response, shaka, { 'content-type': 'text/javascript', 'content-encoding': 'gzip' });
    case '/license':
      return send(response, await license(plan, await buffer(request)), {
        'content-type': 'application/json',
      });
    default:
      response.writeHead(404).end();
  }
}

function send(response: ServerResponse, body: Buffer, headers: Record<string, string>): void {
  response.writeHead(200, { ...headers, 'content-length': body.length }).end(body);
}

async function license({ licenseUrl, licenseSecret }: BarePlan, body: Buffer): Promise<Buffer> {
  const { kids } = challenge.parse(JSON.parse(body.toString()));
  const iat = Math.floor(Date.now() / 1000);
  const sign = createSigner({ key: licenseSecret, algorithm: 'HS256' });
  const token = sign({
    iss: 'stagedoor',
    iat,
    exp: iat + 60,
    jti: randomUUID(),
    kids: kids.map(toUuid),
    persistent: false,
  });
  const answered = await fetch(licenseUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: new Uint8Array(body),
  });
  if (!answered.ok) throw new Error(`the vendor answered ${answered.status}`);
  return Buffer.from(await answered.arrayBuffer());
}

function toUuid(base64Url: string): string {
  const digits = Buffer.from(base64Url, 'base64url').toString('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function pageOf(manifestUrl: string): string {
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>Shaka</title></head>
<body><video id="video" width="1280" height="720" muted autoplay controls></video>
<script src="/shaka.js"></script>
<script>
(async () => {
  shaka.polyfill.installAll();
  const player = new shaka.Player();
  await player.attach(document.getElementById('video'));
  player.configure({ drm: { servers: { 'org.w3.clearkey': new URL('/license', location.href).href } } });
  player.getNetworkingEngine().registerRequestFilter((type, request) => {
    request.allowCrossSiteCredentials = type !== shaka.net.NetworkingEngine.RequestType.LICENSE;
  });
  await player.load(${JSON.stringify(manifestUrl)});
})();
</script></body></html>`;
}
