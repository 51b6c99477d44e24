import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

interface Run {
  readonly url: string;
  readonly script: string;
  readonly scriptFile: string;
  readonly clients: number;
  readonly transactionsPerClient: number;
}

/**
 * Transactions per second of one pgbench run. `extended` is the protocol as the product speaks it: each statement is
 * planned anew, because a named one would pin its connection in RDS Proxy. `PGBENCH_PROTOCOL=prepared` shows what
 * that costs.
 */
export async function runPgbench({
  url,
  script,
  scriptFile,
  clients,
  transactionsPerClient,
}: Run): Promise<number> {
  await writeFile(scriptFile, script);
  const args = [
    '-n',
    '-M',
    process.env.PGBENCH_PROTOCOL ?? 'extended',
    '-D',
    'i=0',
    '-c',
    String(clients),
    '-j',
    '2',
  ];
  const { stdout } = await promisify(execFile)('pgbench', [
    ...args,
    '-t',
    String(transactionsPerClient),
    '-f',
    scriptFile,
    url,
  ]).catch((cause: unknown) => {
    const advice = 'Is pgbench there? On Debian: apt-get install postgresql-contrib';
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n${advice}`, { cause });
  });
  const rate = /tps = ([\d.]+)/.exec(stdout)?.[1];
  const processed = /processed: (\d+)/.exec(stdout)?.[1];
  if (rate === undefined || Number(processed) !== clients * transactionsPerClient) throw new Error(stdout);
  return Number(rate);
}
