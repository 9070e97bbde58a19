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

/** Where the environment of a program is in a launch configuration. */
const ENVIRONMENTS: readonly string[] = ['env', 'environment'];

const VARIABLE = /\$\{clientCredentials:([^:{}]*)(?::([^{}]*))?\}/g;

const FIELDS = new Set<string>(ENVIRONMENT_VARIABLES.map(([field]) => field));

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

/**
 * Lists the variables of a launch configuration. They are allowed in its environment only (`env`, or `environment` as
 * the C++ debugger has it): arguments can be read by every process of the machine.
 */
export function variablesOf(
  configuration: Readonly<Record<string, unknown>>,
):
  | { readonly ok: true; readonly variables: readonly LaunchVariable[] }
  | { readonly ok: false; readonly fault: VariableFault } {
  const { env, environment, ...others } = configuration;
  const [elsewhere] = textsIn(others).flatMap(text => [...text.matchAll(VARIABLE)]);
  if (elsewhere) return { ok: false, fault: { code: 'elsewhere', variable: elsewhere[0] } };
  const found = textsIn([env, environment]).flatMap(text => [...text.matchAll(VARIABLE)]);
  const unknown = found.find(([, , field = '']) => !FIELDS.has(field));
  if (unknown) return { ok: false, fault: { code: 'unknownField', variable: unknown[0] } };
  const variables = found.map(([, clientId = '', field]) => ({ clientId, field: field as VariableField }));
  return { ok: true, variables };
}

/** Returns the launch configuration with every variable of its environment replaced. */
export function withVariables<T extends Readonly<Record<string, unknown>>>(
  configuration: T,
  textOf: (variable: LaunchVariable) => string,
): T {
  const replaceIn = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(VARIABLE, (_, clientId: string, field: string) =>
        textOf({ clientId, field: field as VariableField }),
      );
    if (Array.isArray(value)) return value.map(replaceIn);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaceIn(inner)]));
  };
  const entries = Object.entries(configuration).map(([key, value]) =>
    ENVIRONMENTS.includes(key) ? [key, replaceIn(value)] : [key, value],
  );
  return Object.fromEntries(entries);
}
