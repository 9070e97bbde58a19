import * as l10n from '@vscode/l10n';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import { expiryLikeOld } from '../../../credentials/rotation/rotatedSecret.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import type { Core } from '../../core/core.ts';
import { forEachAtOnce, reportFailures } from '../../platform/progress/forEachAtOnce.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import { resolveAfterwards, resolveRotatedExpiry, rotateSteps } from './rotateSteps.ts';
import { issuedAt, type RotationChoice, readSubject } from './rotationSubject.ts';
import { showChanged } from './rotationTools.ts';
import { orderOf, runOrder } from './runOrder.ts';

/** Rotates a secret of each of several clients, by the same answers; what fails for one does not stop the others. */
export async function rotateSeveral(core: Core, choices: readonly RotationChoice[]): Promise<void> {
  const { now } = core;
  const steps = rotateSteps({
    now,
    asBefore: 'each',
    removable: [],
    summary: () => ({
      text: l10n.t('Rotates a secret of each of {0} clients', choices.length),
      detail: choices.map(({ client }) => client.name).join(', '),
    }),
  });
  const answers = await runWizard(quickInput, l10n.t('Rotate {0} Secrets', choices.length), steps);
  if (!answers) return;
  const outcome = await forEachAtOnce(l10n.t('Rotating…'), choices, async (choice, signal) => {
    try {
      const subject = await readSubject(choice, core);
      if (subject.secrets.length >= LIMITS.secretsPerClient) throw new CredentialsError('secretLimitReached');
      const like = expiryLikeOld(subject.secret, issuedAt(subject.kept), now());
      const expiresAt = resolveRotatedExpiry(answers, like, now());
      const order = orderOf(subject, expiresAt, resolveAfterwards(answers), now());
      await runOrder(core, subject, order, signal);
    } finally {
      await showChanged({ ...choice, kind: 'rotate' }, core);
    }
  });
  await reportFailures(outcome, ({ client }) => client.name);
  if (outcome.failed.length > 0) return;
  void safeWindow.showInformationMessage(
    l10n.t('{0} clients have new secrets, which work in all places that are known.', outcome.done.length),
  );
}
