import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { dataRoot, repoRoot } from '../../scripts/repo-root';

const route = `
export const dynamic = 'force-dynamic';
export const GET = () => new Response(null, { status: 405 });
export async function POST(request) {
  return new Response(await request.arrayBuffer(), { headers: { 'content-type': 'application/octet-stream' } });
}
`;
const config = `
export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(repoRoot)} } };
`;

/** A production build of the least Next app there is, one route that gives back what it got; gives its folder. */
export async function buildEchoApp(): Promise<string> {
  const folder = `${dataRoot}/bench/echo`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(`${folder}/app/api/license/[keySystem]`, { recursive: true });
  await writeFile(`${folder}/package.json`, '{ "private": true, "type": "module" }');
  await writeFile(`${folder}/next.config.mjs`, config);
  await writeFile(`${folder}/app/api/license/[keySystem]/route.js`, route);
  await promisify(execFile)(process.execPath, [`${repoRoot}/node_modules/next/dist/bin/next`, 'build'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  return folder;
}
