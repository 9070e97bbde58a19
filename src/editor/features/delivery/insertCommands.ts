import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import {
  API_VERSION,
  type DeliverableCredential,
  type Delivered,
} from '../../../credentials/delivery/deliverCredential.ts';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import type { KeptSecret, KeptSecrets, SecretReference } from '../../../credentials/records/keptSecrets.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import { usableSecret } from '../../../credentials/records/usableSecret.ts';
import type { StoreId } from '../../../externalStores/storePreset.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import { pickKept } from '../../core/pickers/pickKept.ts';
import { availableStores } from '../../core/steps/availableStores.ts';
import { destinationItems } from '../../core/steps/destinationItems.ts';
import { ASK_STORE, chosenDestination, storeSteps } from '../../core/steps/destinationStep.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { placeInWords } from '../../vocabulary/words/storeWords.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';
import { type ConfirmationParts, confirmDestination } from './confirmDestination.ts';
import { deliverAndRemember, type EditorDeliveryParts } from './deliverAndRemember.ts';

/** What the commands that use kept secrets work with. */
export interface KeptSecretCommandParts {
  readonly keptSecrets: KeptSecrets;
  readonly delivery: EditorDeliveryParts & ConfirmationParts;
  readonly targets: (values: PlainValues) => Promise<readonly ProjectTarget[]>;
  readonly now: () => Date;
  /** Address that reaches a tenant today, where a connection knows it. */
  readonly resourceOf: (tenantId: string) => string | undefined;
  readonly showKept: (credential: DeliverableCredential, kept: KeptSecret) => Promise<void>;
  readonly addSecret: (node: ClientsNode) => Promise<void>;
  /** Opens a terminal whose environment has the credential. */
  readonly runInTerminal: (credential: DeliverableCredential) => void;
  /** Shows in the project's view what has been written. */
  readonly drawProject: () => void;
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

/** Writes a kept credential into a file: of the client that it names, else of the one that is picked. */
export async function insertIntoFile(
  parts: KeptSecretCommandParts,
  file?: string,
  clientId?: string,
): Promise<void> {
  const all = await parts.keptSecrets.all();
  const own = all.filter(kept => kept.clientId.toLowerCase() === clientId?.toLowerCase());
  const kept = usableSecret(own, parts.now()) ?? (await pickKept(all, parts.now()));
  if (!kept) return;
  const credential = await credentialOf(parts, kept);
  const choices = await choicesFor(parts, credential);
  if (!choices) return;
  const target = choices.targets.find(({ path }) => path === file);
  const destination = target
    ? ({ kind: 'projectFile', target } as const)
    : await pickDestination(choices.targets, choices.stores, credential.clientName);
  await insertInto(parts, credential, choices, destination);
}

/** Writes a credential into the project: into the remembered file, or the one that the user picks. */
export async function insertCredential(
  parts: Pick<KeptSecretCommandParts, 'delivery' | 'drawProject' | 'targets'>,
  credential: DeliverableCredential,
): Promise<void> {
  const choices = await choicesFor(parts, credential);
  if (!choices) return;
  const remembered = parts.delivery.remembered.among(choices.targets);
  const destination = remembered
    ? ({ kind: 'projectFile', target: remembered } as const)
    : await pickDestination(choices.targets, choices.stores, credential.clientName);
  await insertInto(parts, credential, choices, destination);
}

/** What a credential can go into, and what of it is no secret. */
interface InsertChoices {
  readonly targets: readonly ProjectTarget[];
  readonly stores: readonly StoreId[];
  readonly values: PlainValues;
}

/** Looks for what a credential can go into; says so where there is nothing. */
async function choicesFor(
  { targets: find }: Pick<KeptSecretCommandParts, 'targets'>,
  { resource, tenantId, clientId }: DeliverableCredential,
): Promise<InsertChoices | undefined> {
  const values = { resource, tenantId, clientId, apiVersion: API_VERSION };
  const [targets, stores] = await Promise.all([find(values), availableStores()]);
  if (targets.length > 0 || stores.length > 0) return { targets, stores, values };
  void safeWindow.showInformationMessage(
    l10n.t('Open a folder that you trust: there is no project to insert into.'),
  );
  return undefined;
}

async function insertInto(
  parts: Pick<KeptSecretCommandParts, 'delivery' | 'drawProject'>,
  credential: DeliverableCredential,
  choices: InsertChoices,
  destination: Destination | undefined,
): Promise<void> {
  if (!destination) return;
  const { clientName } = credential;
  const write = {
    ...{ destination, values: choices.values },
    title: l10n.t('Insert the credentials of {0}', clientName),
    other: l10n.t('Choose another file…'),
  };
  const confirmed = await confirmDestination(write, parts.delivery);
  if (confirmed === 'other') {
    const other = await pickDestination(choices.targets, choices.stores, clientName);
    return insertInto(parts, credential, choices, other);
  }
  const delivered = confirmed && (await deliverAndRemember(credential, confirmed, parts.delivery));
  if (delivered) announce(delivered, clientName);
  parts.drawProject();
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
  const picked = await safeWindow.showQuickPick(
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
    return void safeWindow.showInformationMessage(stored);
  }
  const { target } = delivered;
  const open = l10n.t('Open File');
  const text = l10n.t('The credentials of {0} are in {1}.', clientName, targetInWords(target));
  void safeWindow.showInformationMessage(text, open).then(async chosen => {
    if (chosen === open) await vscode.window.showTextDocument(vscode.Uri.file(target.path));
  });
}

/** Finds the kept secret that is meant: the node's, the newest of the node's client, or the one that is picked. */
export async function chooseKept(
  parts: Pick<KeptSecretCommandParts, 'keptSecrets' | 'now'>,
  node?: ClientsNode,
): Promise<KeptSecret | undefined> {
  const all = await parts.keptSecrets.all();
  if (node?.kind === 'secret') return all.find(kept => isOf(kept, node) && kept.secretId === node.secret.id);
  if (node?.kind === 'client') {
    return usableSecret(
      all.filter(kept => isOf(kept, node)),
      parts.now(),
    );
  }
  return pickKept(all, parts.now());
}

const isOf = (kept: SecretReference, node: Extract<ClientsNode, { kind: 'client' | 'secret' }>): boolean =>
  isSameId(kept.clientId, node.client.id) && isSameId(kept.tenantId, node.connection.tenantId);

/** Opens what is kept, with the address that reaches its tenant today. */
export async function credentialOf(
  parts: KeptSecretCommandParts,
  kept: KeptSecret,
): Promise<DeliverableCredential> {
  const secret = await parts.keptSecrets.value(kept);
  if (!secret) throw new CredentialsError('notKept');
  return { ...kept, resource: parts.resourceOf(kept.tenantId) ?? kept.resource, secret };
}

/** Says that no secret of a client is kept here, and offers to add one. */
export async function offerSecret(parts: KeptSecretCommandParts, node: ClientsNode): Promise<void> {
  const add = l10n.t('Add Secret…');
  const chosen = await safeWindow.showInformationMessage(
    l10n.t('No secret of this client is kept on this machine, and the service never shows one again.'),
    add,
  );
  if (chosen === add) await parts.addSecret(node);
}
