import * as l10n from '@vscode/l10n';
import type { LaunchExposure } from '../../../projectFiles/shapes/launch/launchExposure.ts';
import type { EnvironmentKeys, VariableFault } from './launchVariables.ts';

/** Why a launch configuration gets no secret at all. */
export type LaunchRefusal =
  | { readonly code: 'variable'; readonly fault: VariableFault; readonly keys: EnvironmentKeys }
  | { readonly code: 'noEnvironment' | 'unknownDebugger'; readonly type: string }
  | { readonly code: 'exposed'; readonly exposure: LaunchExposure };

/** Says why a launch configuration isn't started, and what to do. */
export function refusalInWords(name: string, refusal: LaunchRefusal): string {
  switch (refusal.code) {
    case 'variable':
      return faultInWords(refusal.fault, refusal.keys);
    case 'noEnvironment':
      return l10n.t(
        '“{0}” wasn’t started: it attaches to a program, or starts another editor, and gives it no environment of its own. Remove the variables for client credentials from it.',
        name,
      );
    case 'unknownDebugger':
      return l10n.t(
        '“{0}” wasn’t started: no extension that runs here has the debugger “{1}”, so how it passes on a secret isn’t known.',
        name,
        refusal.type,
      );
    case 'exposed':
      return l10n.t(
        '“{0}” wasn’t started: with the setting “{1}” the secret would be shown in a terminal or written to a log. Change the setting in the launch configuration.',
        name,
        refusal.exposure.keyPath.join('.'),
      );
  }
}

/** Says how a configuration is changed so that the secret isn't exposed. */
export function changeInWords({ keyPath, remedy }: LaunchExposure): string {
  const key = keyPath.join('.');
  if (remedy?.value === undefined) return l10n.t('without “{0}”', key);
  return `"${key}": ${JSON.stringify(remedy.value)}`;
}

function faultInWords({ code, variable }: VariableFault, keys: EnvironmentKeys): string {
  if (code === 'unknownField')
    return l10n.t('{0} is not known. It ends with clientId, clientSecret, tenantId or resource.', variable);
  return l10n.t(
    '{0} is replaced in “{1}” only: a value elsewhere can be read by other programs, or isn’t used.',
    variable,
    keys.join('”, “'),
  );
}
