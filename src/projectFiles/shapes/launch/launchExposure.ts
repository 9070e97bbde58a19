import type { KeyPath } from '../../formats/fileFormat.ts';

/** What a debugger says about a property of its launch configurations: a part of JSON Schema. */
export interface AttributeSchema {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly default?: unknown;
}

/** The properties that a type of debugger knows, by name. */
export type DebuggerAttributes = Readonly<Record<string, AttributeSchema>>;

/** A property of a launch configuration by which the environment of the program gets somewhere else, too. */
export interface LaunchExposure {
  /** `terminal`: the editor types the environment into a terminal; `log`: the debugger writes it into a log. */
  readonly kind: 'terminal' | 'log';
  readonly keyPath: KeyPath;
  /** The value that keeps the environment private; `undefined` removes the property. Missing if there is no such value. */
  readonly remedy?: { readonly value: string | false | undefined };
}

type Settings = Readonly<Record<string, unknown>>;

const CONSOLES = ['internalConsole', 'integratedTerminal', 'externalTerminal'];

/** What some debuggers do whose own extension may not be here, or doesn't say so. */
const KNOWN_DEBUGGERS: Readonly<Record<string, DebuggerAttributes>> = {
  cppdbg: { environment: { type: 'array' }, externalConsole: { type: 'boolean', default: false } },
  cppvsdbg: { environment: { type: 'array' }, console: { enum: CONSOLES, default: 'internalConsole' } },
  debugpy: { console: { enum: CONSOLES, default: 'integratedTerminal' } },
  java: { console: { enum: CONSOLES, default: 'integratedTerminal' } },
  lldb: { terminal: { enum: ['console', 'integrated', 'external'], default: 'integrated' } },
  python: { console: { enum: CONSOLES, default: 'integratedTerminal' } },
};

/** Returns what is known about a type of debugger, completed by what its extension declares. */
export function knownAttributes(type: string, declared: DebuggerAttributes = {}): DebuggerAttributes {
  const known = Object.hasOwn(KNOWN_DEBUGGERS, type) ? KNOWN_DEBUGGERS[type] : {};
  const merged: Record<string, AttributeSchema> = { ...known };
  for (const [name, schema] of Object.entries(declared)) merged[name] = { ...merged[name], ...schema };
  return merged;
}

/** Returns the keys that a type of debugger reads the environment of the program from. */
export function environmentKeysOf(attributes: DebuggerAttributes): readonly ('env' | 'environment')[] {
  const keys = (['env', 'environment'] as const).filter(key => Object.hasOwn(attributes, key));
  return keys.length > 0 ? keys : ['env'];
}

/**
 * Tells whether a configuration gives a program its environment. One that attaches to a running program doesn't, and one that
 * starts another window of the editor passes it as an argument.
 */
export function hasOwnEnvironment({ type, request }: Settings): boolean {
  return request !== 'attach' && !/^(pwa-)?extensionHost$/.test(String(type));
}

/** Finds the properties of a configuration, set or by default, that expose the environment of the program. */
export const exposuresOf = (
  configuration: Settings,
  attributes: DebuggerAttributes,
): readonly LaunchExposure[] => [
  ...terminalsOf(configuration, attributes),
  ...Object.entries(configuration).flatMap(([name, value]) => logsOf([name], value)),
  ...Object.entries(configuration).flatMap(([name, value]) => logFlagsOf(name, value)),
];

/** Returns a configuration without what exposes its environment. */
export function withoutExposures<T extends Settings>(
  configuration: T,
  exposures: readonly LaunchExposure[],
): T {
  const changed: Record<string, unknown> = structuredClone(configuration);
  for (const { keyPath, remedy } of exposures) {
    const [name = '', inner] = keyPath;
    const owner = inner === undefined ? changed : (changed[name] as Record<string, unknown>);
    const key = inner ?? name;
    if (remedy?.value === undefined) delete owner[key];
    else owner[key] = remedy.value;
  }
  return changed as T;
}

/** `console`, `externalConsole`, `terminal`, `runInTerminal`, `terminalKind`: names that debuggers use. */
const TERMINAL_OPTION = /(console|terminal)(kind|type)?$/i;

/** Values of such options with which the program starts in the Debug Console or without any. */
const HARMLESS: readonly unknown[] = [
  false,
  '',
  'internalConsole',
  'debugConsole',
  'console',
  'internal',
  'none',
  'off',
];

const isHarmless = (value: unknown): boolean => HARMLESS.includes(value);

/** Values of any option that name a terminal, and names of options that mean one when they are switched on. */
const TERMINAL_VALUE = /^(?:new|integrated|external)[- ]?(?:terminal|console)?$/i;
const TERMINAL_WORDS = ['terminal', 'console', 'tty'];

function terminalsOf(configuration: Settings, attributes: DebuggerAttributes): readonly LaunchExposure[] {
  const names = new Set([...Object.keys(configuration), ...Object.keys(attributes)]);
  return [...names].flatMap((name): readonly LaunchExposure[] => {
    const schema = attributes[name] ?? {};
    const given = configuration[name];
    const isPrivate = TERMINAL_OPTION.test(name)
      ? isPrivateOption(given, schema)
      : !(typeof given === 'string' && TERMINAL_VALUE.test(given)) &&
        !(given === true && wordsOf(name).some(word => TERMINAL_WORDS.includes(word)));
    if (isPrivate) return [];
    return [{ kind: 'terminal', keyPath: [name], ...remedyFor(name, given ?? schema.default, schema) }];
  });
}

/**
 * Tells whether an option starts the program without a terminal. A debugger that reads a value which it doesn't know, or an
 * empty one, does as it likes: the one for JavaScript uses a terminal then.
 */
function isPrivateOption(given: unknown, schema: AttributeSchema): boolean {
  const choices = choicesOf(schema);
  if (given !== undefined && choices.length > 0) return choices.includes(given) && isHarmless(given);
  if (given !== undefined && given !== null && given !== '') return isHarmless(given);
  return schema.default === undefined ? isPrivateUnset(schema) : isHarmless(schema.default);
}

const choicesOf = ({ enum: choices }: AttributeSchema): readonly unknown[] =>
  Array.isArray(choices) ? choices : [];

const isBoolean = ({ type }: AttributeSchema): boolean => [type].flat().includes('boolean');

/** A property that is neither set nor has a default can only be trusted if every choice can. */
function isPrivateUnset(schema: AttributeSchema): boolean {
  const isUnknown = Object.keys(schema).length === 0;
  return (
    isUnknown || isBoolean(schema) || (choicesOf(schema).length > 0 && choicesOf(schema).every(isHarmless))
  );
}

function remedyFor(name: string, value: unknown, schema: AttributeSchema): Pick<LaunchExposure, 'remedy'> {
  const choices = choicesOf(schema);
  const text = choices.find((choice): choice is string => typeof choice === 'string' && isHarmless(choice));
  if (text) return { remedy: { value: text } };
  if (isBoolean(schema) || value === true) return { remedy: { value: false } };
  // What the editor's documentation names for every debugger.
  return name === 'console' && choices.length === 0 ? { remedy: { value: 'internalConsole' } } : {};
}

/** Words in the names of options that have a debugger write a log, and names that do so in other words. */
const LOG_WORDS = new Set(
  'trace traces tracing log logs logger logging logfile logpath logdir loglevel verbose verbosity diagnostic diagnostics'.split(
    ' ',
  ),
);
const LOG_OPTION = /^(showDevDebugOutput|showDebugOutput|debugRaw|engineLogging)$/i;

/** Parts of `logging` that say what the Debug Console shows of the program. */
const SHOWN_OF_PROGRAM = /^(exceptions|moduleLoad|programOutput|processExit|threadExit|browserStdOut)$/i;

/** Values that switch a log off, or leave only errors in it. */
const OFF = /^(|off|none|no|false|0|never|silent|disabled|error|warn|warning)$/i;

const wordsOf = (name: string): readonly string[] =>
  name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_.-]/).map(word => word.toLowerCase());

function isLogOption(name: string): boolean {
  const words = wordsOf(name);
  const isStack = words.includes('stack');
  return LOG_OPTION.test(name) || words.some(word => LOG_WORDS.has(word) && !(isStack && word === 'trace'));
}

function logsOf(keyPath: KeyPath, value: unknown): readonly LaunchExposure[] {
  const name = keyPath.at(-1) ?? '';
  if (!isLogOption(name)) return [];
  const exposure = { kind: 'log', keyPath, remedy: { value: undefined } } as const;
  if (name !== 'logging' || typeof value !== 'object' || value === null) return isOn(value) ? [exposure] : [];
  return Object.entries(value)
    .filter(([part, on]) => !SHOWN_OF_PROGRAM.test(part) && isOn(on))
    .map(([part]) => ({ ...exposure, keyPath: ['logging', part] }));
}

/** Options with arguments or variables of the debugger itself: `dlvFlags`, `debugAdapterEnv`, `miDebuggerArgs`. */
const OF_DEBUGGER =
  /(?:dlv|delve|debug[a-z]{0,20}|adapter|dap|lldb|gdb)_?(?:flags|args|arguments|options|opts|env|environment)$/i;

/** Finds arguments and variables that have the debugger write a log. There is no value that only switches the log off. */
function logFlagsOf(name: string, value: unknown): readonly LaunchExposure[] {
  if (!OF_DEBUGGER.test(name)) return [];
  const isLog = (text: unknown) =>
    typeof text === 'string' && text.split(/[\s=]+/).some(word => isLogOption(word.replace(/^-+/, '')));
  const parts = typeof value === 'object' && value !== null ? Object.entries(value).flat() : [value];
  return parts.some(isLog) ? [{ kind: 'log', keyPath: [name] }] : [];
}

/** An object is on if a part of it is; an empty one leaves the parts to the debugger. */
function isOn(value: unknown): boolean {
  if (typeof value === 'string') return !OFF.test(value.trim());
  if (typeof value === 'object' && value !== null) {
    const parts = Object.values(value);
    return parts.length === 0 ? !Array.isArray(value) : parts.some(isOn);
  }
  return value !== null && value !== undefined && value !== false && value !== 0;
}
