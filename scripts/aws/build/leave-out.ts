import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { repoRoot } from '../../repo-root';

/** zod brings its messages in fifty languages, which no bundler may drop; ours are never shown to anybody. */
export const zodInEnglish: Plugin = {
  name: 'zod-in-english',
  setup(build) {
    build.onResolve({ filter: /locales\/index\.js$/ }, ({ importer, resolveDir }) =>
      /[\\/]zod[\\/]v4[\\/]/.test(importer)
        ? { path: join(resolveDir, '../locales/index.js'), namespace: 'zod-in-english' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'zod-in-english' }, ({ path }) => ({
      contents: `export { default as en } from './en.js';`,
      resolveDir: join(path, '..'),
    }));
  },
};

/** Of all words on screen only these sections: what answers bytes to players says nothing else (lib/http/action-link.ts). */
export function wordsOf(...sections: string[]): Plugin {
  return {
    name: 'words-of',
    setup(build) {
      build.onLoad({ filter: /[\\/]messages[\\/](en|ja)\.json$/ }, async ({ path }) => {
        if (!path.startsWith(join(repoRoot, 'messages'))) return undefined;
        const words: unknown = JSON.parse(await readFile(path, 'utf8'));
        const kept = Object.entries(Object(words)).filter(([name]) => sections.includes(name));
        return { contents: JSON.stringify(Object.fromEntries(kept)), loader: 'json' };
      });
    },
  };
}

/** `import { z }` is one object that a bundler keeps whole; by its namespace only what is used of zod stays. */
export const zodByName: Plugin = {
  name: 'zod-by-name',
  setup(build) {
    build.onLoad({ filter: /[\\/](lib|app|scripts[\\/]aws[\\/]entries)[\\/].+\.ts$/ }, async ({ path }) => {
      if (!path.startsWith(repoRoot) || path.includes('node_modules')) return undefined;
      const text = await readFile(path, 'utf8');
      const contents = text.replace(/^import \{ z \} from 'zod';$/m, `import * as z from 'zod';`);
      return { contents, loader: 'ts' };
    });
  },
};

const SDK = '@aws-sdk/client-secrets-manager';

/** The SDK is the Lambda runtime's own. By `require`, not `import`: Node then need not search its files for their exports. */
export const sdkOfRuntime: Plugin = {
  name: 'sdk-of-runtime',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/client-/ }, ({ path, kind }) =>
      path === SDK && kind === 'dynamic-import'
        ? { path: 'secrets-manager', namespace: 'sdk-of-runtime' }
        : { path, external: true },
    );
    build.onLoad({ filter: /.*/, namespace: 'sdk-of-runtime' }, () => ({
      contents: `const sdk = require('${SDK}');
        export const { GetSecretValueCommand, ResourceNotFoundException, SecretsManagerClient } = sdk;`,
    }));
  },
};

/** Limits in memory, as playback has them (lib/http/rate-limit.ts), without those of fifteen databases beside them. */
export const limitsInMemory: Plugin = {
  name: 'limits-in-memory',
  setup(build) {
    build.onResolve({ filter: /^rate-limiter-flexible$/ }, ({ importer }) =>
      importer.endsWith(join('lib', 'http', 'rate-limit.ts'))
        ? { path: 'limits-in-memory', namespace: 'limits-in-memory' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'limits-in-memory' }, () => ({
      contents: ['Memory', 'Res']
        .map((kind) => `export { default as RateLimiter${kind} } from './RateLimiter${kind}.js';`)
        .join('\n'),
      resolveDir: join(repoRoot, 'node_modules/rate-limiter-flexible/lib'),
    }));
  },
};

/** Node's own modules by `require`: an `import` of node:http reads all its exports, and with them loads Node's fetch. */
export const nodeByRequire: Plugin = {
  name: 'node-by-require',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z_/0-9]+$/ }, ({ path, kind }) =>
      isBuiltin(path) && kind !== 'require-call' ? { path, namespace: 'node-by-require' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'node-by-require' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};
