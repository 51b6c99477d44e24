import { fileURLToPath } from 'node:url';

/** Absolute path of the clone, without a trailing slash. */
export const repoRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Git-ignored folder for databases and logs of this clone. */
export const dataRoot = `${repoRoot}/.data`;
