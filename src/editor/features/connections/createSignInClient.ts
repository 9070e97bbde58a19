import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import {
  type Connection,
  DEFAULT_REDIRECT_URI,
  signInKey,
} from '../../../credentials/connections/connection.ts';
import { createPublicClient } from '../../../credentials/issuing/createPublicClient.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { hostName } from '../../core/hostName.ts';
import { runMend } from '../../core/runCommand.ts';
import { nameStep } from '../../core/steps/basicSteps.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import { isCancellation } from '../../vocabulary/errors/cancellation.ts';
import { errorInWords, type Message } from '../../vocabulary/errors/messages.ts';
import { redirectUriStep } from './connectionSteps.ts';
import { dropConnection, saveConnection, signInTo } from './establishConnection.ts';
import {
  creationInWords,
  mayBeCreated,
  placeOfPlan,
  planSignInClient,
  type SignInClientAnswers,
  type SignInClientPlan,
  type SwitchMode,
  unusedInWords,
  withFreeName,
} from './signInClient.ts';

/** What is under way. */
interface Creation {
  readonly before: Connection;
  readonly plan: SignInClientPlan;
  readonly mode: SwitchMode;
  readonly answers: SignInClientAnswers;
}

const TYPE = 'authorizationCode';

/**
 * Creates an Authorization Code client with the sign-in of a connection, has the user sign in with it, and changes the
 * connection to it or adds another one. Says why if the sign-in isn't allowed to create clients.
 */
export async function createSignInClient(
  core: Core,
  before: Connection,
  known: SignInClientAnswers = {
    name: `VS Code sign-in (${hostName()})`,
    redirectUri: before.signIn.method === 'browser' ? before.signIn.redirectUri : DEFAULT_REDIRECT_URI,
  },
): Promise<void> {
  const isAdministrator = await withDelayedProgress(l10n.t('Testing {0}…', before.name), signal =>
    core.signInAccess.isAdministrator(before, signal),
  );
  if (isAdministrator === false) return sayNotAllowed(core, before);
  const title = l10n.t('Create a Client to Sign In With');
  const steps = [
    nameStep<SignInClientAnswers>(),
    redirectUriStep<SignInClientAnswers>(
      l10n.t('Redirect URI of the new client, on which this editor waits for the browser'),
    ),
  ];
  const answers = await runWizard(quickInput, title, steps, known);
  if (!answers) return;
  const takenNames = core.connections.all().map(({ name }) => name);
  const plan = planSignInClient(before, answers, randomUUID(), takenNames);
  const mode = await confirmCreation(before, plan);
  if (mode) await create(core, { before, plan, mode, answers });
}

async function sayNotAllowed(core: Core, before: Connection): Promise<void> {
  const test = l10n.t('Test Connection');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t(
      '“{0}” can’t create clients. This requires the Tenant Administrator role. Create the client in the portal, or ask an administrator.',
      before.name,
    ),
    test,
  );
  if (chosen === test) await core.execute('testConnection', { kind: 'connection', connection: before });
}

async function confirmCreation(before: Connection, plan: SignInClientPlan): Promise<SwitchMode | undefined> {
  const labels: Readonly<Record<SwitchMode, string>> = {
    switch: l10n.t('Create and Switch'),
    keepBoth: l10n.t('Create and Keep Both'),
  };
  const chosen = await safeWindow.showInformationMessage(
    l10n.t('Create the client “{0}” in the tenant of “{1}”?', plan.draft.name, before.name),
    { modal: true, detail: creationInWords(before, plan) },
    labels.switch,
    labels.keepBoth,
  );
  return (['switch', 'keepBoth'] as const).find(mode => labels[mode] === chosen);
}

async function create(core: Core, confirmed: Creation): Promise<void> {
  const { before } = confirmed;
  const service = await core.connections.service(before);
  const takenNames = core.connections.all().map(({ name }) => name);
  const plan = withFreeName(confirmed.plan, takenNames);
  const creation = { ...confirmed, plan };
  // First: whatever ends the editor from here on, the connection shows that there may be a client.
  await core.connections.settings.save(plan.connection);
  try {
    await withDelayedProgress(l10n.t('Creating “{0}”…', plan.draft.name), () =>
      createPublicClient(TYPE, plan.draft, service),
    );
  } catch (error) {
    core.log.error(error);
    return mayBeCreated(error)
      ? askAgain(core, creation, error)
      : sayNotCreated(core, creation, errorInWords(error));
  }
  await useClient(core, creation);
}

/** Says that no client was created; the answers are kept for another attempt. */
async function sayNotCreated(core: Core, creation: Creation, { text, mend }: Message): Promise<void> {
  const { before, plan, answers } = creation;
  await dropConnection(core, plan.connection);
  const again = l10n.t('Try Again…');
  const words = l10n.t('No client was created, and “{0}” is unchanged. {1}', before.name, text);
  const chosen = await safeWindow.showErrorMessage(words, again, ...(mend ? [mend.label] : []));
  if (chosen === again) return createSignInClient(core, before, answers);
  if (mend && chosen === mend.label) {
    await runMend(core.execute, mend, { kind: 'connection', connection: before });
  }
}

/** Asks the service again whether there is a client whose creation had no answer. */
async function askAgain(core: Core, creation: Creation, error: unknown): Promise<void> {
  const { before, plan } = creation;
  await core.tell({ kind: 'everything' });
  const check = l10n.t('Check Again');
  const chosen = await safeWindow.showErrorMessage(
    l10n.t(
      'The client “{0}” ({1}) might have been created, but this couldn’t be confirmed. {2} “{3}” is unchanged. If the client exists, you can sign in with the connection “{4}”.',
      plan.draft.name,
      plan.draft.id,
      errorInWords(error).text,
      before.name,
      plan.connection.name,
    ),
    check,
  );
  if (chosen !== check) return;
  try {
    const service = await core.connections.service(before);
    await withDelayedProgress(l10n.t('Reading…'), signal => service.client(TYPE, plan.draft.id, { signal }));
  } catch (cause) {
    core.log.error(cause);
    const isGone = cause instanceof ServiceError && cause.code === 'notFound';
    return isGone
      ? sayNotCreated(core, creation, { text: l10n.t('The client doesn’t exist in the service.') })
      : askAgain(core, creation, cause);
  }
  await useClient(core, creation);
}

/** Has the user sign in with the new client; only then does the connection change. */
async function useClient(core: Core, creation: Creation): Promise<void> {
  const { before, plan, mode } = creation;
  const target = mode === 'switch' ? { ...plan.connection, name: before.name } : plan.connection;
  try {
    await signInTo(core, target, undefined);
  } catch (error) {
    if (!isCancellation(error)) core.log.error(error);
    return decideUnused(
      core,
      creation,
      isCancellation(error) ? l10n.t('The sign-in was cancelled.') : errorInWords(error).text,
    );
  }
  const { name, replaced } = placeOfPlan(core.connections.all(), before, plan, mode);
  await saveConnection(core, { ...(await core.signIns.asGranted(target)), name }, replaced);
  const isSwitched = replaced !== undefined && signInKey(replaced) === signInKey(before);
  if (isSwitched) await dropConnection(core, plan.connection, name);
  // Not awaited: it is only read.
  void core.run(() => sayChanged(core, creation, name, isSwitched));
}

async function sayChanged(
  core: Core,
  { before, plan }: Creation,
  name: string,
  isSwitched: boolean,
): Promise<void> {
  const done = l10n.t('“{0}” now signs in through the browser with the client “{1}”.', name, plan.draft.name);
  if (!isSwitched || before.signIn.method !== 'client') {
    await safeWindow.showInformationMessage(done);
    return;
  }
  const { tenantId } = before;
  const { clientId } = before.signIn;
  const advice = l10n.t(
    'If nothing else uses the client {0}, delete it or remove its Tenant Administrator role.',
    clientId,
  );
  const show = l10n.t('Show Client');
  const chosen = await safeWindow.showInformationMessage(`${done} ${advice}`, show);
  if (chosen === show) await core.details.show(await core.connections.clientNode({ tenantId, clientId }));
}

/** Asks what becomes of a client that was created, and with which the sign-in has not worked. */
async function decideUnused(core: Core, creation: Creation, why: string): Promise<void> {
  const { before, plan } = creation;
  // The views show the client and its connection, whatever is chosen.
  await core.tell({ kind: 'everything' });
  const again = l10n.t('Try Again');
  const remove = l10n.t('Delete Client');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('The client “{0}” was created, but you aren’t signed in with it.', plan.draft.name),
    { modal: true, detail: unusedInWords(before, plan, why) },
    again,
    remove,
  );
  if (chosen === again) return useClient(core, creation);
  if (chosen !== remove) return;
  try {
    const service = await core.connections.service(before);
    await withDelayedProgress(l10n.t('Deleting “{0}”…', plan.draft.name), signal =>
      service.deleteClient(TYPE, plan.draft.id, { signal }).catch(unlessGone),
    );
  } catch (error) {
    core.log.error(error);
    return decideUnused(
      core,
      creation,
      l10n.t('The client couldn’t be deleted. {0}', errorInWords(error).text),
    );
  }
  await dropConnection(core, plan.connection);
  void safeWindow.showInformationMessage(
    l10n.t('The client “{0}” was deleted. “{1}” is unchanged.', plan.draft.name, before.name),
  );
}
