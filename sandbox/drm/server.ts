import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { listenOnLoopback } from '../listen';
import { type DrmAccounts, openAccounts, sandboxAccounts } from './accounts/sandbox-accounts';
import { jsonReply } from './accounts/reply-form';
import type { LicenseCall, Reply, Route, VendorAccount } from './accounts/vendor-account';
import { fairplayCertificate } from './fairplay-license';
import { createFaults, type Fault } from './faults';
import { answerLicense, type GrantFault, openExchange } from './license-answer';
import { readLimited } from './read-limited';
import { createRequestLog } from './request-log';
import { faultReply, sendReply, sendSlowly } from './send-fault';
import { createUsedUp } from './used-up';

export interface DrmTwinOptions {
  /** 0 or absent: a free one. */
  port?: number;
  /** Shared with the origin twin: KIDs and keys come from it. */
  contentKeySecret: string;
  /** Shared with the customer, who signs the ClearKey vendor's tokens with one of them. */
  vendorSecret: string | readonly string[];
  /** The customer's accounts at the other vendors; absent: `sandboxAccounts`. A vendor left out has no addresses. */
  accounts?: DrmAccounts;
}

type Twin = ReturnType<typeof createTwin>;

interface Door {
  account: VendorAccount;
  route: Route;
  call: Omit<LicenseCall, 'body'>;
}

const largestBody = 64 * 1024;

/** Starts the DRM vendors on loopback. Keeps no state but faults, a request log and the tokens that were used up. */
export async function startDrmTwin(
  options: DrmTwinOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const twin = createTwin(options);
  const server = createServer((request, response) => {
    answer(twin, request, response).catch((error: unknown) => {
      console.error('DRM twin:', error);
      response.destroy();
    });
  });
  return listenOnLoopback(server, options.port);
}

function createTwin({ contentKeySecret, vendorSecret, accounts = sandboxAccounts }: DrmTwinOptions) {
  const vendorSecrets = [vendorSecret].flat();
  return {
    contentKeySecret,
    accounts: openAccounts(accounts, { contentKeySecret, vendorSecrets }),
    faults: createFaults(),
    log: createRequestLog(),
    usedUp: createUsedUp(),
  };
}

async function answer(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://drm');
  const door = doorAt(twin, url, request);
  if (door !== undefined) return enter(twin, door, { request, response });
  if (url.pathname === '/healthz') return sendReply(response, jsonReply(200, { ok: true }));
  switch (`${request.method} ${url.pathname}`) {
    case 'POST /_sandbox/faults': {
      const added = twin.faults.add(await json(request).catch(() => undefined));
      return sendReply(response, jsonReply(added ? 200 : 400, { ok: added }));
    }
    case 'GET /_sandbox/requests': {
      const wanted = { kid: url.searchParams.get('kid'), vendor: url.searchParams.get('vendor') };
      return sendReply(response, jsonReply(200, twin.log.find(wanted)));
    }
    default:
      return sendReply(response, jsonReply(404, { errorCode: 'CKV-1000', message: 'KeyForge: no such API' }));
  }
}

function doorAt(twin: Twin, url: URL, { headers }: IncomingMessage): Door | undefined {
  const [, vendor, path = ''] = /^\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  const account = twin.accounts.find((candidate) => candidate.vendor === vendor);
  const route = account?.routeOf(path);
  if (account === undefined || route === undefined) return undefined;
  return { account, route, call: { route, path, query: url.searchParams, headers, now: new Date() } };
}

interface Talk {
  request: IncomingMessage;
  response: ServerResponse;
}

async function enter(twin: Twin, door: Door, talk: Talk): Promise<void> {
  if (door.route === 'certificate-der' || door.route === 'certificate-base64') {
    return certificate(twin, { ...door, base64: door.route === 'certificate-base64' }, talk);
  }
  return license(twin, door, talk);
}

async function license(twin: Twin, { account, call }: Door, talk: Talk): Promise<void> {
  const isPost = talk.request.method === 'POST';
  const body = await readLimited(talk.request, largestBody);
  const exchange = openExchange(account, { ...call, body: body ?? new Uint8Array() }, twin.contentKeySecret);
  const { keySystem } = exchange;
  const kind = exchange.asked?.kind ?? 'unreadable';
  note(twin, talk, { vendor: account.vendor, keySystem: keySystem ?? null, kind, kids: exchange.kids });
  if (!isPost) talk.response.setHeader('allow', 'POST');
  if (!isPost) return sendReply(talk.response, account.refuse('method', keySystem));
  const on = kind === 'certificate' ? 'certificate' : 'license';
  const fault = twin.faults.take({ kids: exchange.kids, vendor: account.vendor, on });
  return sendWithFault(
    {
      fault,
      broken: fault && faultReply(fault.kind, { account, keySystem, url: talk.request.url ?? '/' }),
      make: async () =>
        body === undefined
          ? account.refuse('size', keySystem)
          : answerLicense(exchange, twin, grantFaultOf(fault)),
    },
    talk.response,
  );
}

async function certificate(
  twin: Twin,
  { account, base64 }: Door & { base64: boolean },
  talk: Talk,
): Promise<void> {
  note(twin, talk, { vendor: account.vendor, keySystem: 'fairplay', kind: 'certificate', kids: [] });
  if (talk.request.method !== 'GET') {
    talk.response.setHeader('allow', 'GET');
    return sendReply(talk.response, account.refuse('method', 'fairplay'));
  }
  const fault = twin.faults.take({ kids: [], vendor: account.vendor, on: 'certificate' });
  const der = fairplayCertificate();
  const reply: Reply = base64
    ? { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from(der).toString('base64') }
    : { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: der };
  const place = { account, keySystem: 'fairplay', url: talk.request.url ?? '/' } as const;
  return sendWithFault(
    { fault, broken: fault && faultReply(fault.kind, place), make: () => Promise.resolve(reply) },
    talk.response,
  );
}

function note(twin: Twin, { request, response }: Talk, about: Parameters<Twin['log']['begin']>[1]): void {
  const finish = twin.log.begin(request, about);
  response.once('finish', () => finish(response.statusCode));
}

interface Sending {
  fault: Fault | undefined;
  /** The reply of the fault, where it has one of its own. */
  broken: Reply | undefined;
  make: () => Promise<Reply>;
}

async function sendWithFault({ fault, broken, make }: Sending, response: ServerResponse): Promise<void> {
  if (broken !== undefined) return sendReply(response, broken);
  switch (fault?.kind) {
    case 'hang':
      return;
    case 'reset':
      return void response.socket?.resetAndDestroy();
    case 'slow':
      await delay(fault.ms);
      return sendReply(response, await make());
    case 'slow_body':
      return sendSlowly(response, await make(), fault.ms);
    case 'wrong_type': {
      const reply = await make();
      return sendReply(response, { ...reply, headers: { ...reply.headers, 'content-type': 'text/html' } });
    }
    default:
      return sendReply(response, await make());
  }
}

function grantFaultOf(fault: Fault | undefined): GrantFault | undefined {
  const kind = fault?.kind;
  return kind === 'overbroad' || kind === 'persistent' || kind === 'too_long' ? kind : undefined;
}
