import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CredentialsError } from '../../credentials/credentialsError.ts';
import type { KeptSecret, KeptSecrets, SecretReference } from '../../credentials/keptSecrets.ts';
import type { StoreId } from '../../externalStores/storePreset.ts';
import type { ClientsNode } from '../clientsTree/clientsNode.ts';
import { availableStores } from '../destinations/availableStores.ts';
import {
  type DeliverableCredential,
  type Delivered,
  type DeliveryParts,
  deliverCredential,
} from '../destinations/deliverCredential.ts';
import type { Destination } from '../destinations/destination.ts';
import { destinationItems } from '../destinations/destinationItems.ts';
import { guardDestination } from '../destinations/guardFile.ts';
import { API_VERSION, projectTargets } from '../destinations/projectTargets.ts';
import { ASK_STORE, chosenDestination, storeSteps } from '../wizards/destinationStep.ts';
import { quickInput } from '../wizards/quickInput.ts';
import { runWizard } from '../wizards/runWizard.ts';
import { expiryInWords } from '../words/expiryWords.ts';
import { placeInWords } from '../words/storeWords.ts';

/** What the commands that use kept secrets work with. */
export interface KeptSecretCommandParts {
  readonly keptSecrets: KeptSecrets;
  readonly delivery: DeliveryParts;
  readonly now: () => Date;
  /** Address that reaches a tenant today, where a connection knows it. */
  readonly resourceOf: (tenantId: string) => string | undefined;
  readonly showKept: (credential: DeliverableCredential, kept: KeptSecret) => Promise<void>;
  readonly addSecret: (node: ClientsNode) => Promise<void>;
  /** Opens a terminal whose environment has the credential. */
  readonly runInTerminal: (credential: DeliverableCredential) => void;
  readonly refresh: () => void;
}

/** Runs *Insert*: writes a kept credential into the project; with one click where the file is known from last time. */
export async function insertKept(parts: KeptSecretCommandParts, node?: ClientsNode): Promise<void> {
  const kept = await chooseKept(parts, node);
  if (!kept) return node?.kind === 'client' ? offerSecret(parts, node) : undefined;
  await insertCredential(parts, await credentialOf(parts, kept));
}

/** Runs *Show Client Id and Secret*: opens the result view again. */
export async function showKeptCredential(parts: KeptSecretCommandParts, node?: ClientsNode): Promise<void> {
  const kept = await chooseKept(parts, node);
  if (kept) await parts.showKept(await credentialOf(parts, kept), kept);
}

/** Runs *Open Terminal with Credentials*: no file is written. */
export async function openTerminal(parts: KeptSecretCommandParts, node?: ClientsNode): Promise<void> {
  const kept = await chooseKept(parts, node);
  if (!kept) return node?.kind === 'client' ? offerSecret(parts, node) : undefined;
  parts.runInTerminal(await credentialOf(parts, kept));
}

/** Writes a credential into the project: into the remembered file, or the one that the user picks. */
export async function insertCredential(
  parts: Pick<KeptSecretCommandParts, 'delivery' | 'refresh'>,
  credential: DeliverableCredential,
): Promise<void> {
  const { resource, tenantId, clientId } = credential;
  const targets = await projectTargets({ resource, tenantId, clientId, apiVersion: API_VERSION });
  const stores = await availableStores();
  if (targets.length === 0 && stores.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('Open a folder that you trust: there is no project to insert into.'),
    );
    return;
  }
  const remembered = parts.delivery.remembered.among(targets);
  const destination = remembered
    ? ({ kind: 'projectFile', target: remembered } as const)
    : await pickDestination(targets, stores, credential.clientName);
  const guarded = destination && (await guardDestination(destination));
  const delivered = guarded && (await deliverCredential(credential, guarded, parts.delivery));
  if (delivered) announce(delivered, credential.clientName);
  parts.refresh();
}

async function pickDestination(
  targets: Parameters<typeof destinationItems>[0],
  stores: readonly StoreId[],
  clientName: string,
): Promise<Destination | undefined> {
  const title = l10n.t('Insert the credentials of {0} into', clientName);
  // SecretStorage has it already
  const files = destinationItems(targets).filter(({ value }) => value.kind === 'projectFile');
  const store = { label: l10n.t('External store…'), value: ASK_STORE };
  const items = stores.length === 0 ? files : [...files, store];
  const picked = await vscode.window.showQuickPick(
    items.map(item => ({ detail: '', description: '', ...item })),
    { title, ignoreFocusOut: true },
  );
  if (picked?.value.kind !== 'askStore') return picked?.value;
  const answers = await runWizard(quickInput, title, storeSteps(Promise.resolve(stores)), {
    destination: ASK_STORE,
  });
  return answers && chosenDestination(answers);
}

function announce(delivered: Delivered, clientName: string): void {
  if (delivered.kind === 'store') {
    const { id, place } = delivered.order;
    const stored = l10n.t('The secret of {0} is in {1}.', clientName, placeInWords(id, place));
    return void vscode.window.showInformationMessage(stored);
  }
  const { target } = delivered;
  const open = l10n.t('Open File');
  const text = l10n.t('The credentials of {0} are in {1}.', clientName, target.relativePath);
  void vscode.window.showInformationMessage(text, open).then(async chosen => {
    if (chosen === open) await vscode.window.showTextDocument(vscode.Uri.file(target.path));
  });
}

/** Finds the kept secret that is meant: the node's, the newest of the node's client, or the one that is picked. */
async function chooseKept(
  parts: KeptSecretCommandParts,
  node?: ClientsNode,
): Promise<KeptSecret | undefined> {
  const all = await parts.keptSecrets.all();
  if (node?.kind === 'secret') return all.find(kept => isOf(kept, node) && kept.secretId === node.secret.id);
  if (node?.kind === 'client') {
    const now = parts.now().toISOString();
    const own = all.filter(kept => isOf(kept, node));
    return own.find(({ expiresAt }) => !expiresAt || expiresAt > now) ?? own[0];
  }
  return pickKept(all, parts.now());
}

const isOf = (kept: SecretReference, node: Extract<ClientsNode, { kind: 'client' | 'secret' }>): boolean =>
  kept.clientId === node.client.id && kept.tenantId === node.connection.tenantId;

async function pickKept(all: readonly KeptSecret[], now: Date): Promise<KeptSecret | undefined> {
  if (all.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('No secret is kept on this machine yet. Add a client, or a secret to a client, first.'),
    );
    return undefined;
  }
  const items = all.map(kept => ({
    label: kept.clientName,
    description: kept.description,
    detail: expiryInWords(kept.expiresAt ? { expiresAt: new Date(kept.expiresAt) } : {}, now),
    kept,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Which credentials?'),
    matchOnDescription: true,
  });
  return picked?.kept;
}

async function credentialOf(parts: KeptSecretCommandParts, kept: KeptSecret): Promise<DeliverableCredential> {
  const secret = await parts.keptSecrets.value(kept);
  if (!secret) throw new CredentialsError('notKept');
  return { ...kept, resource: parts.resourceOf(kept.tenantId) ?? kept.resource, secret };
}

async function offerSecret(parts: KeptSecretCommandParts, node: ClientsNode): Promise<void> {
  const add = l10n.t('Add Secret…');
  const chosen = await vscode.window.showInformationMessage(
    l10n.t('No secret of this client is kept on this machine, and the service never shows one again.'),
    add,
  );
  if (chosen === add) await parts.addSecret(node);
}
