import { readFile } from 'node:fs/promises';
import { buildPortal } from '../../scripts/build-portal';
import { freePort } from '../../scripts/free-port';
import { repoRoot } from '../../scripts/repo-root';
import type { OnStop } from '../../scripts/run-command';
import { parseEnvFile } from '../../scripts/stack-env';
import { bundleServers } from './bundle-servers';
import { buildEchoApp } from './echo-app';
import { licenses } from './licenses';
import { type MeasuredServer, startListener, startNext } from './measured-server';

export interface LicenseServers {
  /** Token check and forwarding, nothing else. */
  readonly bare: MeasuredServer;
  /** The product's core behind node:http, its database answering from memory. */
  readonly coreInMemory: MeasuredServer;
  readonly core: MeasuredServer;
  /** A Next route that gives back what it got. */
  readonly echo: MeasuredServer;
  /** The product's route. */
  readonly portal: MeasuredServer;
}

/** Every server in a process of its own, and the vendor in another. */
export async function startServers(databaseUrl: string, onStop: OnStop): Promise<LicenseServers> {
  await buildPortal(onStop);
  const echoFolder = await buildEchoApp();
  const programs = await bundleServers();
  const env = await productEnv(databaseUrl);
  const vendor = await startListener(
    { name: 'vendor', program: `${programs}/fixed-vendor.mjs`, env: { BENCH_ANSWERS: vendorAnswers() } },
    onStop,
  );
  const vendorUrl = `http://127.0.0.1:${vendor.port}`;
  const product = { ...env, DRM_VENDORS: vendorEntries(vendorUrl), BENCH_VENDOR_URL: vendorUrl };
  const listen = (name: string, program: string, more = {}) =>
    startListener({ name, program: `${programs}/${program}.mjs`, env: { ...product, ...more } }, onStop);
  const next = async (name: string, folder: string, probe: string) => {
    const port = await freePort();
    const address = { APP_URL: `http://localhost:${port}`, NEXTAUTH_URL: `http://localhost:${port}` };
    return startNext({ name, folder, port, probe, env: { ...product, ...address } }, onStop);
  };
  return {
    bare: await listen('bare', 'bare-proxy'),
    coreInMemory: await listen('core-in-memory', 'core-server', { BENCH_DATABASE: 'memory' }),
    core: await listen('core', 'core-server'),
    echo: await next('echo', echoFolder, '/api/license/widevine'),
    portal: await next('portal', repoRoot, '/api/health'),
  };
}

async function productEnv(databaseUrl: string): Promise<Record<string, string>> {
  const example = parseEnvFile(await readFile(`${repoRoot}/.env.example`, 'utf8'));
  return { ...example, DATABASE_URL: databaseUrl, JOBS_INTERVAL_SECONDS: '' };
}

function vendorAnswers(): string {
  const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return JSON.stringify({
    '/widevine': toBase64(licenses.widevine),
    '/clearkey': toBase64(licenses.clearkey),
  });
}

function vendorEntries(vendorUrl: string): string {
  return JSON.stringify({
    widevine: {
      vendor: 'axinom',
      url: `${vendorUrl}/widevine`,
      comKeyId: 'aa0151d7-081c-4699-a049-fc584556c9d2',
    },
    clearkey: { vendor: 'clearkey', url: `${vendorUrl}/clearkey` },
  });
}
