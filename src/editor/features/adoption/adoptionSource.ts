import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ClientHints } from '../../../credentials/adoption/adoptionClient.ts';
import { faultOfText, faultOfValue } from '../../../credentials/adoption/valueFault.ts';
import type { FileCredential } from '../../../credentials/adoption/valueLocations.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import { isSameFile } from '../../../projectFiles/folderHolds.ts';
import { samePath } from '../../../projectFiles/formats/keyPathMap.ts';
import { SecretText } from '../../../secret/secretText.ts';
import type { Core } from '../../core/core.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { AdoptableNode } from '../../vocabulary/commandArguments.ts';
import type { FileNode, KeyNode, ValueNode } from '../../vocabulary/projectNode.ts';
import { faultInWords } from './adoptionWords.ts';
import { sourceSteps } from './sourceSteps.ts';

/** A secret that exists already, and what its source says about its client. */
export interface AdoptionSource {
  readonly value: SecretText;
  readonly hints: ClientHints;
}

type OfProject = FileNode | KeyNode | ValueNode;

const isOfProject = (node: AdoptableNode | undefined): node is OfProject =>
  node?.kind === 'file' || node?.kind === 'key' || node?.kind === 'value';

/** Returns the secret to adopt: of the file that the command was run on, else of the source that the user chooses. */
export async function chooseSource(
  core: Core,
  node: AdoptableNode | undefined,
): Promise<AdoptionSource | undefined> {
  if (isOfProject(node)) return sourceInFile(core, node);
  const clientId = node?.kind === 'client' || node?.kind === 'secret' ? node.client.id : undefined;
  const files = core.project
    .credentials()
    .then(all => all.filter(each => isPossible(each) && isOfClient(each, clientId)));
  const answers = await runWizard(quickInput, adoptTitle(), sourceSteps(files), {}, files);
  if (!answers) return undefined;
  const { source, typed } = answers;
  if (source.kind === 'file') return readSource(core, source.credential);
  if (source.kind === 'typed') return { value: typed, hints: {} };
  const text = await vscode.env.clipboard.readText();
  const fault = faultOfText(text);
  if (fault) return refuse(faultInWords(fault));
  return { value: new SecretText(text.trim()), hints: {} };
}

/** The title of the questions. */
export const adoptTitle = (): string => l10n.t('Adopt Existing Secret');

const isPossible = ({ found: { secret } }: FileCredential): boolean =>
  secret.kind === 'value' && faultOfValue(secret.value) === undefined;

const isOfClient = ({ found }: FileCredential, clientId: string | undefined): boolean =>
  clientId === undefined || found.clientId === undefined || isSameId(found.clientId, clientId);

async function sourceInFile(core: Core, node: OfProject): Promise<AdoptionSource | undefined> {
  const file = node.kind === 'value' ? node.file : node.file.path;
  const all = await core.project.credentials(file);
  const own = all.filter(each => isSameFile(each.file, file));
  const chosen = node.kind === 'file' ? await pickInFile(own) : own.find(each => hasKey(each, node.keyPath));
  if (chosen) return readSource(core, chosen);
  if (own.some(isPossible)) return undefined;
  return refuse(l10n.t('There is no client secret in {0}.', vscode.workspace.asRelativePath(file)));
}

const hasKey = ({ found }: FileCredential, keyPath: readonly string[]): boolean =>
  [found.clientSecretKey, found.clientIdKey].some(each => each !== undefined && samePath(each, keyPath));

async function pickInFile(own: readonly FileCredential[]): Promise<FileCredential | undefined> {
  const possible = own.filter(isPossible);
  if (possible.length <= 1) return possible[0];
  const items = possible.map(credential => ({
    label: (credential.found.clientSecretKey ?? []).join('.'),
    description: credential.found.clientId ?? '',
    credential,
  }));
  const picked = await safeWindow.showQuickPick(items, { title: adoptTitle(), ignoreFocusOut: true });
  return picked?.credential;
}

/** Reads a value as it is now, from the editor if the file has unsaved changes there. */
async function readSource(
  { files }: Pick<Core, 'files'>,
  { file, folder, relativePath, found }: FileCredential,
): Promise<AdoptionSource | undefined> {
  const { clientId, tenantId, address, clientSecretKey: keyPath } = found;
  const value = keyPath && (await files.readKey({ file, folder, keyPath }));
  const fault = faultOfValue(value);
  if (fault || !value) return refuse(faultInWords(fault ?? 'empty', relativePath));
  return { value, hints: { clientId, tenantId, address } };
}

/** Says why there is nothing to adopt. */
function refuse(reason: string): undefined {
  void safeWindow.showWarningMessage(l10n.t('{0} Nothing was saved.', reason));
}
