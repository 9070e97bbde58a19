import * as l10n from '@vscode/l10n';
import { noteReplaced, noteRestored } from '../../../credentials/adoption/replacedValue.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import type { StandIn } from '../../../projectFiles/shapes/standIn.ts';
import { SecretText } from '../../../secret/secretText.ts';
import type { Core } from '../../core/core.ts';
import { newSalt } from '../../core/operations/storeWriting.ts';
import { permitInserted } from '../../core/permissions/writtenLaunch.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { AdoptableLocation } from './adoptionSteps.ts';

/** A saved secret, whose value a reference replaces in files. */
export interface ReplacedSecret {
  readonly kept: KeptSecret;
  readonly value: SecretText;
  readonly title: string;
}

/** Replaces a value in files by what stands for it there, each after the user has seen the change. */
export async function replaceValues(
  core: Core,
  secret: ReplacedSecret,
  locations: readonly AdoptableLocation[],
): Promise<void> {
  for (const location of locations)
    if (location.standIn) await replaceValue(core, secret, location, location.standIn);
}

async function replaceValue(
  core: Core,
  secret: ReplacedSecret,
  location: AdoptableLocation,
  standIn: StandIn,
): Promise<void> {
  const { kept, value, title } = secret;
  const { file, folder, relativePath, clientSecretKey: keyPath } = location;
  const key = { file, folder, keyPath };
  // Someone may have changed the file since the questions.
  if (!(await core.files.readKey(key))?.equals(value)) {
    void safeWindow.showWarningMessage(
      l10n.t('{0} was changed by someone else. Its value was not replaced.', relativePath),
    );
    return;
  }
  if (!(await core.delivery.writeReference(key, standIn.text, title))) return;
  await noteReplaced(location, kept, standIn, core);
  if (standIn.kind === 'launchVariable')
    await permitInserted(core.permissions, kept, targetOf(location), core.now());
  await core.tell({ kind: 'projectFiles' });
  const undo = l10n.t('Undo');
  const text = l10n.t('The value in {0} is replaced by {1}.', relativePath, standIn.text);
  void safeWindow.showInformationMessage(text, undo).then(async chosen => {
    if (chosen === undo) await core.run(() => restore(core, secret, location, standIn));
  });
}

/** Returns a launch configuration as the target that it is when a client is inserted. */
const targetOf = ({ file: path, folder, clientSecretKey }: AdoptableLocation) => ({
  path,
  folder,
  section: { within: clientSecretKey.slice(0, -1) },
});

/** Writes the value again, unless the reference has been changed since. */
async function restore(
  core: Core,
  { kept, value }: ReplacedSecret,
  location: AdoptableLocation,
  { text }: StandIn,
): Promise<void> {
  const { file, folder, relativePath, clientSecretKey: keyPath } = location;
  const key = { file, folder, keyPath };
  const present = await core.files.readKey(key);
  if (!present?.equals(new SecretText(text))) {
    void safeWindow.showWarningMessage(
      l10n.t('{0} was changed by someone else. Nothing was undone.', relativePath),
    );
    return;
  }
  if ((await core.delivery.mayWrite({ path: file, folder }, 'deliver')) === 'skip') return;
  await core.files.setKey(key, value);
  await noteRestored(location, kept, value, { bindings: core.bindings, newSalt, now: core.now });
  await core.tell({ kind: 'projectFiles' });
}
