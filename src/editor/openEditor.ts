import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { buildCore } from './core/buildCore.ts';
import type { Change } from './core/change.ts';
import type { CoreGround } from './core/coreGround.ts';
import type { Execute } from './core/execute.ts';
import type { Feature, Trees } from './core/feature.ts';
import { runCommand, sayRowIsLost } from './core/runCommand.ts';
import { SERVICES_IN_RESTRICTED_MODE, type ServiceName, type Services } from './core/services.ts';
import type { Accounts } from './core/signIns/accounts.ts';
import type { ViewName } from './core/views.ts';
import { FEATURES, type FeatureEntry, type FeatureName, SERVICE_OWNERS, VIEW_OWNERS } from './features.ts';
import { lazily } from './platform/lazily.ts';
import { lazyService } from './platform/lazyService.ts';
import type { ProvideActions } from './platform/registration/registerCodeActions.ts';
import type { RunNamed } from './platform/registration/registerCommands.ts';
import type { ResolveDebug } from './platform/registration/registerDebug.ts';
import { isLostRow } from './platform/trees/lostRow.ts';
import { ownNodesOf } from './platform/trees/ownNodes.ts';
import { requireTrust } from './platform/window/workspaceTrust.ts';
import { type ArgumentsOf, argumentsFor, COMMAND_TRAITS } from './vocabulary/commandArguments.ts';
import type { CommandName } from './vocabulary/commandId.ts';

/** What activation has registered. */
export type Registered = Omit<CoreGround, 'services' | 'tell' | 'execute'>;

/** The extension after activation: core and features. */
export interface OpenEditor extends vscode.Disposable {
  readonly accounts: Accounts;
  readonly resolveDebug: ResolveDebug;
  readonly adoptActions: ProvideActions;
  readonly run: RunNamed;
  tree<View extends ViewName>(view: View): Promise<Trees[View]>;
  /** Checks once after the editor has started whether anything needs the user. */
  start(): Promise<void>;
}

const ENTRIES: readonly (readonly [FeatureName, FeatureEntry])[] = Object.entries(FEATURES) as [
  FeatureName,
  FeatureEntry,
][];

const OWNER_OF_COMMAND = new Map<CommandName, FeatureName>(
  ENTRIES.flatMap(([name, { commands }]) => commands.map(command => [command, name] as const)),
);

/** Builds the core; features follow when they are used. */
export function openEditor(registered: Registered): OpenEditor {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle as Record<string, string> });
  const features = new LoadedFeatures();
  const services = servicesOf(features);
  const execute: Execute = async (name, ...args) => {
    const { core } = built;
    await core.network.duringCommand(() => runCommand(core.log, () => features.run(name, args)));
    await core.tell({ kind: 'commandEnded', command: name });
  };
  const built = buildCore({ ...registered, services, execute, tell: change => features.tell(change) });
  const { core } = built;
  features.provide(
    name => FEATURES[name].load().then(({ feature }) => feature(core)),
    error => core.log.error(error),
  );
  return {
    accounts: built.accounts,
    resolveDebug: services.debug.resolve,
    adoptActions: services.adoption.actionsAt,
    run: async (name, args) => {
      const nodes = ownNodesOf(args);
      if (isLostRow(name, nodes)) return sayRowIsLost();
      await execute(name, ...argumentsFor(name, nodes));
    },
    tree: async view => {
      const tree = (await features.get(VIEW_OWNERS[view])).trees?.[view];
      if (!tree) throw new Error(`no feature fills the view ${view}`);
      return tree;
    },
    start: async () => {
      const starting = ENTRIES.filter(([, { starts }]) => starts).map(([name]) => name);
      await Promise.all(
        starting.map(async name => core.run(async () => (await features.get(name)).start?.())),
      );
    },
    dispose: () => {
      features.dispose();
      built.dispose();
    },
  };
}

/** Makes services that load the feature behind them on first use. */
function servicesOf(features: LoadedFeatures): Services {
  const service = <Name extends ServiceName>(name: Name): Services[Name] =>
    lazyService<Services[Name]>(
      async () => {
        const provided = (await features.get(SERVICE_OWNERS[name])).services?.[name];
        if (!provided) throw new Error(`no feature provides ${name}`);
        return provided;
      },
      method => {
        if (SERVICES_IN_RESTRICTED_MODE[name][method] === 'isRefused') requireTrust();
      },
    );
  return Object.fromEntries(
    Object.keys(SERVICE_OWNERS).map(name => [name, service(name as ServiceName)]),
  ) as unknown as Services;
}

/** The features that have been used so far. */
class LoadedFeatures implements vscode.Disposable {
  readonly #getters = new Map<FeatureName, () => Promise<Feature>>();
  readonly #loaded = new Map<FeatureName, Feature>();
  #report: (error: unknown) => void = () => {};
  #isDisposed = false;

  /** Sets how a feature is loaded, and who is told why one could not show a change that it watches for. */
  provide(load: (name: FeatureName) => Promise<Feature>, report: (error: unknown) => void): void {
    this.#report = report;
    for (const [name] of ENTRIES) {
      const get = lazily(async () => {
        const feature = await load(name);
        if (this.#isDisposed) disposeOf(feature);
        else this.#loaded.set(name, feature);
        return feature;
      });
      this.#getters.set(name, get);
    }
  }

  /** Returns a feature, which is loaded if it is not yet. */
  get(name: FeatureName): Promise<Feature> {
    const get = this.#getters.get(name);
    return get ? get() : Promise.reject(new Error(`the feature ${name} cannot be loaded yet`));
  }

  /** Runs a command of the feature that has it. Rejects with a `RestrictedModeError` if it does not run in Restricted Mode. */
  async run<Name extends CommandName>(name: Name, args: ArgumentsOf<Name>): Promise<void> {
    if (COMMAND_TRAITS[name].inRestrictedMode === 'isRefused') requireTrust();
    const owner = OWNER_OF_COMMAND.get(name);
    const command = owner && (await this.get(owner)).commands?.[name];
    if (!command) throw new Error(`no feature has the command ${name}`);
    await command(...args);
  }

  /** Tells the loaded features of a change, and loads those that watch for it. */
  async tell(change: Change): Promise<void> {
    const shown: (void | Promise<void>)[] = [];
    for (const [name, { watches }] of ENTRIES) {
      const feature = this.#loaded.get(name);
      if (feature) shown.push(feature.changed?.(change));
      else if (watches?.includes(change.kind))
        this.get(name)
          .then(watching => watching.changed?.(change))
          .catch(this.#report);
    }
    await Promise.all(shown);
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const feature of [...this.#loaded.values()].toReversed()) disposeOf(feature);
  }
}

function disposeOf({ disposables = [] }: Feature): void {
  for (const disposable of disposables.toReversed()) disposable.dispose();
}
