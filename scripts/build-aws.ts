import { join } from 'node:path';
import { buildAws } from './aws/build/build-aws';
import { repoRoot } from './repo-root';
import { runCommand } from './run-command';

runCommand(async (onStop) => {
  await buildAws(onStop);
  console.log(
    `\nBuilt: ${join(repoRoot, '.open-next')}. Next: npm run infra:synth -- <name>, or npm run start:aws.`,
  );
  return 0;
});
