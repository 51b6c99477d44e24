import { readFileSync } from 'node:fs';

const bundles = new Map<string, Promise<string>>();

/** The classic script made of `browser/<entry>.ts` and what it imports, built on first use. */
export function readBrowserBundle(entry: string): Promise<string> {
  const existing = bundles.get(entry);
  if (existing !== undefined) return existing;
  const bundle = buildBundle(entry);
  bundles.set(entry, bundle);
  return bundle;
}

async function buildBundle(entry: string): Promise<string> {
  const { default: typescript } = await import('typescript');
  const modules = new Map<string, string>();
  const add = (name: string): void => {
    if (modules.has(name)) return;
    const source = readFileSync(new URL(`./browser/${name}.ts`, import.meta.url), 'utf8');
    const { outputText } = typescript.transpileModule(source, {
      compilerOptions: {
        module: typescript.ModuleKind.CommonJS,
        target: typescript.ScriptTarget.ES2022,
      },
    });
    modules.set(name, outputText);
    for (const [, imported = ''] of outputText.matchAll(/require\("\.\/([a-z-]+)"\)/g)) add(imported);
  };
  add(entry);
  return wrapModules(modules, entry);
}

/** `document.currentScript` is only set while a classic script runs, so everything runs at once. */
function wrapModules(modules: Map<string, string>, entry: string): string {
  const factories = [...modules].map(
    ([name, code]) => `${JSON.stringify(`./${name}`)}: (exports, require) => {\n${code}\n}`,
  );
  return `(() => {
'use strict';
const factories = {
${factories.join(',\n')}
};
const loaded = {};
const require = (name) => {
  if (loaded[name] === undefined) factories[name]((loaded[name] = {}), require);
  return loaded[name];
};
require(${JSON.stringify(`./${entry}`)});
})();
`;
}
