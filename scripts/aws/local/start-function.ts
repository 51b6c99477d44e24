import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startProcess, type ManagedProcess } from '../../managed-process';
import { dataRoot } from '../../repo-root';

export interface LocalFunction {
  /** Of its function URL, without a trailing slash. */
  readonly url: string;
  readonly process: ManagedProcess;
  /** As `Invoke` of Lambda's API: the parsed result. Rejects when the function failed. */
  invoke(event: unknown): Promise<unknown>;
}

interface Wanted {
  /** Names its log file. */
  readonly name: string;
  /** With `index.mjs` in it. */
  readonly folder: string;
  readonly env: Record<string, string | undefined>;
}

const readyLine = z.object({ ready: z.literal(true), url: z.url() });
const hostScript = fileURLToPath(new URL('./function-host.ts', import.meta.url));

/** Starts a built bundle in a process of its own. Rejects with what it printed when it does not start. */
export async function startFunction({ name, folder, env }: Wanted): Promise<LocalFunction> {
  let announce: (url: string) => void = () => undefined;
  const announced = new Promise<string>((resolve) => (announce = resolve));
  const child = startProcess({
    name,
    command: process.execPath,
    args: ['--import', import.meta.resolve('tsx'), hostScript, folder],
    env: { NODE_ENV: 'production', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...env },
    logFile: `${dataRoot}/logs/${name}.log`,
    onLine: (line) => {
      const url = parseReadyLine(line);
      if (url !== undefined) announce(url);
    },
  });
  const url = await Promise.race([announced, child.ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`The function ${name} did not start:\n${child.tail()}`);
  return { url, process: child, invoke: async (event) => invoke(url, event) };
}

async function invoke(url: string, event: unknown): Promise<unknown> {
  const response = await fetch(`${url}/2015-03-31/functions/function/invocations`, {
    method: 'POST',
    body: JSON.stringify(event),
  });
  if (!response.ok) throw new Error(`The function failed: ${await response.text()}`);
  return response.json();
}

function parseReadyLine(line: string): string | undefined {
  if (!line.startsWith('{"ready"')) return undefined;
  return readyLine.safeParse(JSON.parse(line)).data?.url;
}
