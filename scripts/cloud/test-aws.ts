import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startProcess } from '../managed-process';
import { dataRoot, repoRoot } from '../repo-root';

const readyLine = z.object({ ready: z.literal(true), url: z.url() });
const calls = z.array(z.object({ service: z.string(), operation: z.string(), subject: z.string() }));
const state = z.object({
  stacks: z.array(z.object({ name: z.string(), status: z.string() })),
  buckets: z.array(z.object({ name: z.string(), keys: z.array(z.string()) })),
  clusters: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      isProtected: z.boolean(),
      groups: z.array(z.string()),
      subnetGroup: z.string(),
    }),
  ),
  instances: z.array(z.string()),
  snapshots: z.array(z.string()),
});

export interface TestAws {
  readonly url: string;
  readonly folder: string;
  /** What Lambda would tell a function of who it is, and where AWS is. */
  readonly ofFunctions: Readonly<Record<string, string>>;
  /** Runs a script as an operator would, without a terminal, against the twin. */
  run(script: string, args: readonly string[], env?: Record<string, string>): Promise<Ran>;
  /** The same, and Ctrl-C as soon as it has printed these words. */
  interrupt(script: string, args: readonly string[], words: string): Promise<Ran>;
  /** Changes something at the twin by its control routes. */
  put(what: string, body?: string): Promise<void>;
  /** `service:operation subject`, in order. */
  calls(): Promise<readonly string[]>;
  state(): Promise<z.infer<typeof state>>;
  close(): Promise<void>;
}

interface Ran {
  readonly code: number;
  readonly output: string;
}

/** The twin of AWS in a process of its own, and a folder for a plan, templates and records. */
export async function startTestAws(name: string, plan: object): Promise<TestAws> {
  mkdirSync(dataRoot, { recursive: true });
  const folder = mkdtempSync(join(dataRoot, `aws-${name}-`));
  const url = await startTwin(name);
  writePlan(folder, name, plan);
  const ask = async (path: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(`${url.text}/_sandbox/${path}`, init ?? {});
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
  return {
    url: url.text,
    folder,
    ofFunctions: {
      AWS_ENDPOINT_URL: url.text,
      AWS_REGION: 'ap-northeast-1',
      AWS_ACCESS_KEY_ID: 'sandbox-function',
      AWS_SECRET_ACCESS_KEY: 'of-the-sandbox',
    },
    run: (script, args, env = {}) =>
      runScript({ script, args, env: { ...environment(url.text, folder), ...env } }),
    interrupt: (script, args, words) =>
      runScript({ script, args, env: environment(url.text, folder), interruptAt: words }),
    put: async (what, body = '') => void (await ask(what, { method: 'PUT', body })),
    calls: async () =>
      calls
        .parse(await ask('calls'))
        .map(({ service, operation, subject }) => `${service}:${operation} ${subject}`.trim()),
    state: async () => state.parse(await ask('state')),
    close: async () => {
      await url.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startTwin(name: string): Promise<{ text: string; stop(): Promise<void> }> {
  let announce: (url: string) => void = () => undefined;
  const announced = new Promise<string>((resolve) => (announce = resolve));
  const twin = startProcess({
    name: 'aws twin',
    command: process.execPath,
    args: ['--import', import.meta.resolve('tsx'), join(repoRoot, 'sandbox/aws/start.ts')],
    env: { NODE_ENV: 'test' },
    logFile: `${dataRoot}/logs/aws-twin-${name}.log`,
    onLine: (line) => announce(readyLine.parse(JSON.parse(line)).url),
  });
  const text = await Promise.race([announced, twin.ended.then(() => undefined)]);
  if (text === undefined) throw new Error(`The twin of AWS did not start:\n${twin.tail()}`);
  return { text, stop: twin.stop };
}

/** The example without video, which is quicker to synthesize, and with what the test wants. */
function writePlan(folder: string, name: string, plan: object): void {
  const example = JSON.stringify(join(repoRoot, 'infra/config/example.ts'));
  const fields = JSON.stringify({ name, shows: [], ...plan });
  writeFileSync(
    join(folder, `${name}.ts`),
    `import { installation as example } from ${example};\n` +
      `const { video, ...plain } = Object(example);\nexport const installation: unknown = { ...plain, ...${fields} };\n`,
  );
}

function environment(url: string, folder: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'sandbox-operator',
    AWS_SECRET_ACCESS_KEY: 'of-the-sandbox',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // They cost most of the time, and no test reads them.
    CDK_DISABLE_STACK_TRACE: '1',
    CDK_HOME: join(folder, 'cdk-home'),
    STAGEDOOR_PLANS_IN: folder,
    STAGEDOOR_SYNTH_TO: join(folder, 'cdk.out'),
    STAGEDOOR_BUILT_IN: join(repoRoot, 'infra/test-fixtures/built'),
  };
}

function runScript({
  script,
  args,
  env,
  interruptAt,
}: {
  script: string;
  args: readonly string[];
  env: Record<string, string>;
  interruptAt?: string;
}): Promise<Ran> {
  const command = ['--import', import.meta.resolve('tsx'), join(repoRoot, `scripts/${script}.ts`), ...args];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      command,
      { cwd: repoRoot, env: { ...process.env, ...env }, maxBuffer: 64_000_000 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : Number(error.code ?? 1);
        resolve({ code, output: `${stdout}\n${stderr}` });
      },
    );
    child.stdin?.end();
    child.stdout?.on('data', (text: string) => {
      if (interruptAt !== undefined && text.includes(interruptAt)) child.kill('SIGINT');
    });
  });
}
