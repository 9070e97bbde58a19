import { ENVIRONMENT_VARIABLES } from '../../../projectFiles/shapes/field.ts';

/** What a variable can stand for. */
export type VariableField = (typeof ENVIRONMENT_VARIABLES)[number][0];

/** A variable as a launch configuration has it: `${clientCredentials:CLIENT-ID:clientSecret}`. */
export interface LaunchVariable {
  readonly clientId: string;
  readonly field: VariableField;
}

/** Why a launch configuration cannot be started as it is. */
export interface VariableFault {
  /** `elsewhere`: the variable is where other processes could read it, or where it would end up in a file. */
  readonly code: 'elsewhere' | 'unknownField';
  /** The variable, which holds no secret. */
  readonly variable: string;
}

/** The keys of a launch configuration that a debugger reads the environment of the program from. */
export type EnvironmentKeys = readonly ('env' | 'environment')[];

type Configuration = Readonly<Record<string, unknown>>;

const VARIABLE = /\$\{clientCredentials:([^:{}]*)(?::([^{}]*))?\}/g;

const FIELDS = new Set<string>(ENVIRONMENT_VARIABLES.map(([field]) => field));

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

const variablesIn = (texts: readonly string[]): readonly RegExpExecArray[] =>
  texts.flatMap(text => [...text.matchAll(VARIABLE)]);

/**
 * Lists the variables of a launch configuration. They are allowed in the values of its environment only: arguments can be read
 * by every process of the machine, and what the debugger doesn't read is of no use.
 */
export function variablesOf(
  configuration: Configuration,
  keys: EnvironmentKeys,
):
  | { readonly ok: true; readonly variables: readonly LaunchVariable[] }
  | { readonly ok: false; readonly fault: VariableFault } {
  const values: string[] = [];
  const emptied = mapEnvironment(configuration, keys, text => {
    values.push(text);
    return '';
  });
  const [elsewhere] = variablesIn(textsIn(withoutNested(emptied)));
  if (elsewhere) return { ok: false, fault: { code: 'elsewhere', variable: elsewhere[0] } };
  const found = variablesIn(values);
  const unknown = found.find(([, , field = '']) => !FIELDS.has(field));
  if (unknown) return { ok: false, fault: { code: 'unknownField', variable: unknown[0] } };
  const variables = found.map(([, clientId = '', field]) => ({ clientId, field: field as VariableField }));
  return { ok: true, variables };
}

/** Leaves out the configuration that the editor starts later, in a session of its own: that one is resolved then. */
function withoutNested({ serverReadyAction, ...configuration }: Configuration): Configuration {
  if (typeof serverReadyAction !== 'object' || serverReadyAction === null) return configuration;
  return { ...configuration, serverReadyAction: { ...serverReadyAction, config: undefined } };
}

/** Returns the launch configuration with every variable of its environment replaced. */
export function withVariables<T extends Configuration>(
  configuration: T,
  keys: EnvironmentKeys,
  textOf: (variable: LaunchVariable) => string,
): T {
  return mapEnvironment(configuration, keys, text =>
    text.replace(VARIABLE, (_, clientId: string, field: string) =>
      textOf({ clientId, field: field as VariableField }),
    ),
  );
}

/** Returns the configuration with the values of its environment changed. */
function mapEnvironment<T extends Configuration>(
  configuration: T,
  keys: EnvironmentKeys,
  change: (text: string) => string,
): T {
  const changed: Record<string, unknown> = { ...configuration };
  for (const key of keys)
    if (Object.hasOwn(configuration, key)) changed[key] = mapValues(changed[key], change);
  return changed as T;
}

/** Changes the values of `{ "A": "1" }`, `[{ "name": "A", "value": "1" }]` or `["A=1"]`. */
function mapValues(environment: unknown, change: (text: string) => string): unknown {
  const changeText = (value: unknown) => (typeof value === 'string' ? change(value) : value);
  if (Array.isArray(environment))
    return environment.map(entry =>
      typeof entry === 'object' && entry !== null && Object.hasOwn(entry, 'value')
        ? { ...entry, value: changeText(entry.value) }
        : changeText(entry),
    );
  if (typeof environment !== 'object' || environment === null) return environment;
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, changeText(value)]));
}
