import { randomInt } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { type Adopted, type AdoptionOrder, adoptSecret } from '../../../credentials/adoption/adoptSecret.ts';
import { identityOf } from '../../../credentials/adoption/secretChoice.ts';
import type { FoundSecretOf } from '../../../credentials/adoption/tryAdoption.ts';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import type { Core } from '../../core/core.ts';
import { newSalt } from '../../core/operations/storeWriting.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { notSureInWords } from '../../vocabulary/savedSecretWords.ts';
import type { AdoptableLocation, AdoptionAnswers, AdoptionContext } from './adoptionSteps.ts';
import { adoptedInWords, savedInWords } from './adoptionWords.ts';
import { replaceValues } from './replaceValues.ts';
import { orTryAgain } from './tryAgain.ts';

/** A secret that works, and what the questions about it depended on. */
export interface AdoptedSubject extends Pick<AdoptionContext, 'choice'> {
  readonly connection: Connection;
  readonly found: FoundSecretOf;
  readonly untracked: readonly string[];
  /** The title of the questions. */
  readonly title: string;
}

type Saved = Exclude<Adopted, { readonly kind: 'differs' }>;

/** Does what the answers say: saves the secret, records its locations, and replaces its value in files. */
export async function saveAdopted(
  core: Core,
  subject: AdoptedSubject,
  answers: Partial<AdoptionAnswers>,
): Promise<void> {
  const { found, choice } = subject;
  const order: AdoptionOrder = {
    ...found,
    identity: choice ? identityOf(choice, answers.which) : { kind: 'notSure' },
    locations: answers.locations ?? [],
    notSureDescription: notSureInWords(core.now().toISOString()),
    replacesSaved: false,
  };
  await orTryAgain(core, {
    attempt: () => save(core, order),
    next: saved => finish(core, subject, answers, saved),
    inWords: saveErrorInWords,
  });
}

async function save(core: Core, order: AdoptionOrder): Promise<Saved | undefined> {
  const parts = { ...core, newSalt, newNumber: () => randomInt(1, 2 ** 47) };
  const adopted = await adoptSecret(order, parts);
  if (adopted.kind !== 'differs') return adopted;
  if (!(await mayReplace(adopted.kept))) return undefined;
  const again = await adoptSecret({ ...order, replacesSaved: true }, parts);
  return again.kind === 'differs' ? undefined : again;
}

/** Nothing that was saved before is lost, whatever fails. */
const saveErrorInWords = (error: unknown): string =>
  error instanceof CredentialsError && error.code === 'keyringRefused'
    ? l10n.t(
        'The secret couldn’t be saved to secret storage. Its source is unchanged. On Linux, check that gnome-keyring or KWallet is running.',
      )
    : errorInWords(error).text;

async function finish(
  core: Core,
  { connection, found, untracked, title }: AdoptedSubject,
  { locations = [], replaced = [] }: Partial<AdoptionAnswers>,
  saved: Saved,
): Promise<void> {
  const { client, value } = found;
  await core.tell({ kind: 'savedSecrets' });
  await core.tell({ kind: 'projectFiles' });
  await core.tell({ kind: 'client', connection, type: client.type, clientId: client.id });
  const isBound = (location: AdoptableLocation) => saved.bound.includes(location);
  await replaceValues(core, { kept: saved.kept, value, title }, replaced.filter(isBound));
  announce(core, saved, found, untracked, locations.length > replaced.length);
}

async function mayReplace(kept: KeptSecret): Promise<boolean> {
  const replace = l10n.t('Replace');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Another value is saved for “{0}” of “{1}”. Replace it?', savedInWords(kept), kept.clientName),
    {
      modal: true,
      detail: l10n.t(
        'A secret has only one value, so one of the two belongs to another secret. The value that is saved now stays saved as “Not sure which secret”.',
      ),
    },
    replace,
  );
  return chosen === replace;
}

/** Says what was saved; where a value stays in a file, offers the way without it. */
function announce(
  core: Core,
  saved: Saved,
  { resource, value: secret }: FoundSecretOf,
  untracked: readonly string[],
  isInFiles: boolean,
): void {
  const show = l10n.t('Show');
  const open = l10n.t('Open Terminal with Credentials');
  const text = adoptedInWords(saved, untracked);
  const shown = isInFiles
    ? l10n.t(
        '{0} To keep the value out of files, delete it there and use a terminal with the credentials.',
        text,
      )
    : text;
  const credential = { ...saved.kept, resource, secret };
  void safeWindow.showInformationMessage(shown, show, ...(isInFiles ? [open] : [])).then(async chosen => {
    if (chosen === show) await core.run(() => core.resultView.showKept(credential, saved.kept));
    if (chosen === open) await core.run(() => core.terminal.open(credential));
  });
}
