import { z } from 'zod';
import { type AwsAccount, bootstrapIn, emptyAccount, type FunctionAnswer } from './aws-account';
import { AwsError } from './aws-reply';

const fault = z.strictObject({
  /** Such as `CreateChangeSet` or `Invoke`. */
  operation: z.string(),
  /** Part of the name of what the call is about; absent: whatever. */
  subject: z.string().default(''),
  code: z.string(),
  count: z.int().min(1),
});
const functionAnswer = z.union([
  z.strictObject({ url: z.url() }),
  z.strictObject({ replies: z.array(z.unknown()).min(1) }),
  z.strictObject({ error: z.string() }),
]);

interface LoggedCall {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  /** What it is about: a stack, a bucket's key, a function. */
  readonly subject: string;
}

/** What the control routes change, and what the twin was asked. */
export interface Control {
  account: AwsAccount;
  readonly calls: LoggedCall[];
  readonly faults: Map<string, { readonly code: string; readonly subject: string; left: number }>;
}

const everywhere = ['ap-northeast-1', 'ap-northeast-2', 'us-east-1'] as const;

export function createControl(accountId: string): Control {
  return { account: emptyAccount(accountId, everywhere), calls: [], faults: new Map() };
}

/** Remembers a call, and throws where a control route wanted it to fail. */
export function noteCall(control: Control, call: LoggedCall): void {
  control.calls.push(call);
  const hit = control.faults.get(call.operation);
  if (hit === undefined || !call.subject.includes(hit.subject)) return;
  hit.left -= 1;
  if (hit.left <= 0) control.faults.delete(call.operation);
  throw new AwsError(
    hit.code,
    'The twin was told to answer so.',
    hit.code.startsWith('Internal') ? 500 : 400,
  );
}

interface ControlRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

type Change = (control: Control, name: string, body: string) => void;

const changes: Readonly<Record<string, Change>> = {
  reset: (control) => {
    control.account = emptyAccount(control.account.id, everywhere);
    control.calls.length = 0;
    control.faults.clear();
  },
  /** Body: the version, 0 for none. */
  bootstrap: ({ account }, region, body) => {
    if (Number(body) > 0) bootstrapIn(account, region, Number(body));
    else account.bootstrap.delete(region);
  },
  functions: ({ account }, name, body) => {
    const answer: FunctionAnswer = functionAnswer.parse(JSON.parse(body));
    account.functions.set(name, answer);
  },
  /** Body: how many environments Lambda may run at once. */
  concurrency: ({ account }, _name, body) => {
    account.concurrency = Number(body);
  },
  secrets: ({ account }, name, body) => account.secrets.put(name, body),
  'broken-stacks': ({ account }, name, body) => {
    if (body === 'false') account.brokenStacks.delete(name);
    else account.brokenStacks.add(name);
  },
  /** Body: when the newest automatic backup ends; empty: there is none. */
  backups: ({ account }, id, body) => {
    const cluster = account.clusters.get(id);
    if (cluster === undefined) throw new Error(`There is no cluster ${id}.`);
    delete cluster.restorableTo;
    if (body !== '') cluster.restorableTo = new Date(body);
  },
  faults: ({ faults }, _name, body) => {
    const { operation, code, count, subject } = fault.parse(JSON.parse(body));
    faults.set(operation, { code, subject, left: count });
  },
};

/** PUT changes something; GET shows the calls, the account, or an object. */
export function answerControl(control: Control, { method, url, body }: ControlRequest): object {
  const [, , what = '', ...rest] = url.pathname.split('/');
  const change = changes[what];
  if (method === 'PUT' && change !== undefined) {
    change(control, decodeURIComponent(rest.join('/')), body);
    return { ok: true };
  }
  const { account } = control;
  if (what === 'calls') return control.calls;
  if (what === 'state')
    return {
      stacks: [...account.stacks.values()].map(({ name, region, status }) => ({ name, region, status })),
      buckets: [...account.buckets.values()].map(({ name, objects }) => ({
        name,
        keys: [...objects.keys()],
      })),
      clusters: [...account.clusters.values()].map(({ id, status, isProtected, groups, subnetGroup }) => ({
        id,
        status,
        isProtected,
        groups,
        subnetGroup,
      })),
      instances: [...account.instances.keys()],
      snapshots: account.snapshots.map(({ id }) => id),
    };
  throw new Error('There is no such control route.');
}
