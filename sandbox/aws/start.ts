import { startAwsTwin } from './server';

/**
 * The twin as a process: `AWS_TWIN_ACCOUNT`, `AWS_TWIN_PORT` (absent: a free one). One line of JSON when it listens; it ends
 * with the pipe at its standard input.
 */
const { AWS_TWIN_ACCOUNT = '111122223333', AWS_TWIN_PORT, NODE_ENV } = process.env;
if (NODE_ENV === 'production') throw new Error('The sandbox does not run in production.');
const twin = await startAwsTwin({ account: AWS_TWIN_ACCOUNT, port: Number(AWS_TWIN_PORT ?? 0) });
const stop = (): void => void twin.close().finally(() => process.exit());
process.once('SIGTERM', stop).once('SIGINT', stop).once('SIGHUP', stop);
process.stdin.once('end', stop).once('error', stop).resume();
process.stdout.write(`${JSON.stringify({ ready: true, url: twin.url })}\n`);
