import type { ChangeKind } from './core/change.ts';
import type { Core } from './core/core.ts';
import type { Feature } from './core/feature.ts';
import type { ServiceName } from './core/services.ts';
import type { ViewName } from './core/views.ts';
import type { CommandName } from './vocabulary/commandId.ts';

/** What is known of a feature before it is loaded. */
export interface FeatureEntry {
  readonly load: () => Promise<{ readonly feature: (core: Core) => Feature }>;
  /** The commands that it runs. */
  readonly commands: readonly CommandName[];
  /** Changes that load it; it also hears of all others once it is loaded. */
  readonly watches?: readonly ChangeKind[];
  /** Whether it has something to do when the editor has started and this machine has records of ours. */
  readonly starts?: true;
}

/** All features. Each is loaded when one of its commands, views or services is first used. */
export const FEATURES = {
  adoption: { load: () => import('./features/adoption/feature.ts'), commands: ['adoptSecret'] },
  audit: {
    load: () => import('./features/audit/feature.ts'),
    commands: ['auditClients', 'exportAudit', 'fixFinding', 'openFinding'],
  },
  changes: {
    load: () => import('./features/changes/feature.ts'),
    commands: ['editClient', 'editSecret', 'manageRoles'],
  },
  clients: {
    load: () => import('./features/clients/feature.ts'),
    commands: ['clearFilter', 'filterClients', 'loadMore', 'sortClients'],
  },
  connections: {
    load: () => import('./features/connections/feature.ts'),
    commands: [
      'addConnection',
      'editConnection',
      'removeConnection',
      'renameConnection',
      'signIn',
      'signOut',
      'switchConnection',
      'testConnection',
      'useGlobalAddress',
      'useLocalTenant',
    ],
  },
  debug: { load: () => import('./features/debug/feature.ts'), commands: [] },
  delivery: {
    load: () => import('./features/delivery/feature.ts'),
    commands: ['insert'],
  },
  details: {
    load: () => import('./features/details/feature.ts'),
    commands: ['copyClientId', 'showClientJson', 'showDetails'],
  },
  expiry: {
    load: () => import('./features/expiry/feature.ts'),
    commands: ['checkExpiry', 'exportExpiry', 'showTimeline'],
    watches: ['everything', 'client', 'clients', 'savedSecrets', 'operations'],
    starts: true,
  },
  help: {
    load: () => import('./features/help/feature.ts'),
    commands: ['openDocumentation', 'openWalkthrough', 'refresh', 'showLog'],
  },
  hosts: {
    load: () => import('./features/hosts/feature.ts'),
    commands: ['reviewSavedSecrets'],
    starts: true,
  },
  issuing: {
    load: () => import('./features/issuing/feature.ts'),
    commands: ['addClient', 'addSecret', 'duplicateClient'],
  },
  permissions: {
    load: () => import('./features/permissions/feature.ts'),
    commands: ['managePermissions'],
  },
  project: {
    load: () => import('./features/project/feature.ts'),
    commands: ['hideCredential', 'insertHere', 'openProjectFile', 'refreshProject', 'unhideCredentials'],
  },
  removal: {
    load: () => import('./features/removal/feature.ts'),
    commands: ['disableClient', 'enableClient', 'removeClient', 'removeSecret'],
  },
  resultView: {
    load: () => import('./features/resultView/feature.ts'),
    commands: ['showCredential'],
    starts: true,
  },
  rotation: {
    load: () => import('./features/rotation/feature.ts'),
    commands: ['resumeWork', 'rotate'],
    watches: ['savedSecrets', 'operations'],
    starts: true,
  },
  savedData: {
    load: () => import('./features/savedData/feature.ts'),
    commands: ['removeSavedData'],
    watches: ['savedSecrets', 'operations', 'projectFiles'],
    starts: true,
  },
  signIn: { load: () => import('./features/signIn/feature.ts'), commands: [] },
  terminal: {
    load: () => import('./features/terminal/feature.ts'),
    commands: ['openTerminal'],
  },
  verification: {
    load: () => import('./features/verification/feature.ts'),
    commands: ['verify', 'verifyAll'],
  },
} as const satisfies Readonly<Record<string, FeatureEntry>>;

/** The name of a feature. */
export type FeatureName = keyof typeof FEATURES;

/** The feature that provides each service. */
export const SERVICE_OWNERS: Readonly<Record<ServiceName, FeatureName>> = {
  adoption: 'adoption',
  connecting: 'connections',
  debug: 'debug',
  delivery: 'delivery',
  details: 'details',
  issuing: 'issuing',
  project: 'project',
  resultView: 'resultView',
  rotation: 'rotation',
  signInFlows: 'signIn',
  surveys: 'expiry',
  terminal: 'terminal',
};

/** The feature that fills each view. */
export const VIEW_OWNERS: Readonly<Record<ViewName, FeatureName>> = {
  audit: 'audit',
  clients: 'clients',
  project: 'project',
};

type OwnedCommand = (typeof FEATURES)[FeatureName]['commands'][number];

/** The commands that no feature runs; the compiler refuses any. */
export type CommandWithoutFeature = Exclude<CommandName, OwnedCommand>;

/** Does not compile while a command belongs to no feature. */
export const EVERY_COMMAND_HAS_A_FEATURE: [CommandWithoutFeature] extends [never] ? true : never = true;
