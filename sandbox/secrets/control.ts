import { z } from 'zod';
import type { JsonReply } from './get-secret-value';
import { createSecretStore, type SecretStore } from './secret-store';

const faultSchema = z.strictObject({
  kind: z.enum(['500', 'slow']),
  /** How many requests it hits; 0 takes an earlier fault for the same secret back. */
  count: z.int().min(0).max(100_000),
  /** Delay of `slow`, in milliseconds. */
  ms: z.int().min(0).max(60_000).default(1000),
  /** Only requests for this secret. Absent: all requests. */
  secretId: z.string().optional(),
});
type Fault = z.infer<typeof faultSchema>;

const rememberedRequests = 20_000;

interface LoggedRequest {
  operation: string;
  secretId: string;
  versionStage: string;
  status: number;
}

/** What the control routes change and the API reads. */
export interface Control {
  store: SecretStore;
  setFault(fault: Fault): void;
  /** The fault that hits a request for this secret, counted down; its own goes before the one for all. */
  takeFault(secretId: string): Fault | undefined;
  note(request: LoggedRequest): void;
  /** The last 20,000 requests, or those of one secret. */
  findRequests(secretId: string | null): LoggedRequest[];
}

/** A twin's state, with `secrets` as its first versions. */
export function createControl(secrets: Record<string, string>): Control {
  const faults = new Map<string | undefined, { fault: Fault; left: number }>();
  const requests: LoggedRequest[] = [];
  return {
    store: createSecretStore(secrets),
    setFault(fault) {
      if (fault.count === 0) faults.delete(fault.secretId);
      else faults.set(fault.secretId, { fault, left: fault.count });
    },
    takeFault(secretId) {
      const key = faults.has(secretId) ? secretId : undefined;
      const hit = faults.get(key);
      if (hit === undefined) return undefined;
      hit.left -= 1;
      if (hit.left === 0) faults.delete(key);
      return hit.fault;
    },
    note(request) {
      requests.push(request);
      if (requests.length > rememberedRequests) requests.shift();
    },
    findRequests: (secretId) => requests.filter((entry) => secretId === null || entry.secretId === secretId),
  };
}

/** PUT /_sandbox/secrets/{id}, POST /_sandbox/faults, GET /_sandbox/requests; 404 for anything else. */
export function answerControl(
  control: Control,
  { method, url, body }: { method: string; url: URL; body: string },
): JsonReply {
  const secretsPath = '/_sandbox/secrets/';
  if (method === 'PUT' && url.pathname.startsWith(secretsPath) && url.pathname !== secretsPath) {
    control.store.put(decodeURIComponent(url.pathname.slice(secretsPath.length)), body);
    return { status: 200, body: { ok: true } };
  }
  if (method === 'POST' && url.pathname === '/_sandbox/faults') return postFault(control, body);
  if (method === 'GET' && url.pathname === '/_sandbox/requests') {
    const requests = control.findRequests(url.searchParams.get('secretId'));
    return { status: 200, body: { count: requests.length, requests } };
  }
  return { status: 404, body: { error: 'There is no such control route.' } };
}

function postFault(control: Control, body: string): JsonReply {
  try {
    control.setFault(faultSchema.parse(JSON.parse(body)));
    return { status: 200, body: { ok: true } };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}
