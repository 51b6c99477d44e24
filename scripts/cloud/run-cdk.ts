import { join } from 'node:path';
import { startProcess } from '../managed-process';
import { repoRoot } from '../repo-root';
import type { OnStop } from '../run-command';

/**
 * Runs CDK's own command on what was synthesized, with our output, without questions and without calling home. Resolves
 * with its exit code.
 */
export async function runCdk(onStop: OnStop, args: readonly string[]): Promise<number> {
  const child = startProcess({
    name: 'cdk',
    command: process.execPath,
    args: [join(repoRoot, 'node_modules/aws-cdk/bin/cdk'), ...args, '--no-notices', '--ci'],
    env: {
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_DISABLE_VERSION_CHECK: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  });
  onStop(child.stop);
  return child.ended;
}
