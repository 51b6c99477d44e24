import { readFile } from 'node:fs/promises';
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
