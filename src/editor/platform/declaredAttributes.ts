import * as vscode from 'vscode';
import type { DebuggerAttributes } from '../../projectFiles/shapes/launch/launchExposure.ts';

/** What the manifest of an extension says about one type of debugger, if it is as documented. */
interface DeclaredDebugger {
  readonly type?: unknown;
  readonly configurationAttributes?: { readonly launch?: { readonly properties?: DebuggerAttributes } };
}

/**
 * Returns the properties that the extensions of this editor declare for launch configurations of a type; `undefined` if no
 * extension here has this type of debugger.
 */
export function declaredAttributes(type: string): DebuggerAttributes | undefined {
  const debuggers = vscode.extensions.all.flatMap((extension): readonly DeclaredDebugger[] => {
    const declared: unknown = extension.packageJSON?.contributes?.debuggers;
    return Array.isArray(declared) ? declared : [];
  });
  const own = debuggers.filter(each => each.type === type);
  if (own.length === 0) return undefined;
  return Object.assign({}, ...own.map(each => each.configurationAttributes?.launch?.properties ?? {}));
}
