import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What the functions run on (infra/portal/portal-function.ts). It starts otherwise than older ones: they differ by a third. */
const MAJOR = '24';

/** The path of a Node as Lambda has it: this one, or the newest of that major from npm. Rejects with npm's words. */
export async function lambdaNode(): Promise<string> {
  if (process.versions.node.startsWith(`${MAJOR}.`)) return process.execPath;
  const asked = ['exec', '--yes', `--package=node@${MAJOR}`, '--', 'node', '-p', 'process.execPath'];
  const { stdout } = await promisify(execFile)('npm', asked);
  return stdout.trim();
}
