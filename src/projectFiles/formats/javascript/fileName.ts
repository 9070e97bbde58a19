const EXTENSIONS = new Set(['js', 'cjs', 'mjs', 'ts', 'cts', 'mts']);

/** Words in the names of modules of constants: `config.js`, `authConfig.ts`, `environment.prod.ts`, `appconfig.js`. */
const WORDS = new Set([
  ...['config', 'configs', 'configuration', 'setting', 'settings', 'options', 'constant', 'constants'],
  ...['env', 'environment', 'environments', 'auth', 'authentication'],
  ...['credential', 'credentials', 'secret', 'secrets'],
  ...['appconfig', 'appsettings', 'authconfig', 'msalconfig', 'oidcconfig', 'siteconfig', 'webconfig'],
]);

/** Ends of the names of types, tests and bundles. */
const NO_CONSTANTS = new Set(['d', 'test', 'spec', 'min', 'bundle']);

/** Tells by its name whether a file may be a module of constants. All others aren't even read. */
export function isJavaScriptName(fileName: string): boolean {
  const words = fileName
    .replace(/[a-z\d](?=[A-Z])/g, '$&-')
    .toLowerCase()
    .split(/[._-]/);
  if (!EXTENSIONS.has(words.pop() ?? '') || NO_CONSTANTS.has(words.at(-1) ?? '')) return false;
  return words.some(word => WORDS.has(word));
}
