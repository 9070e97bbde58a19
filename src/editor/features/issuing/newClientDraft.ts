import type { ClientDraft } from '../../../service/model/client.ts';
import { settingsOfType } from '../../../service/model/clientSettings.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import { resolveExpiry } from '../../core/steps/newSecretSteps.ts';
import { omitUndefined } from '../../vocabulary/omitUndefined.ts';
import type { AddClientAnswers } from './addClientSteps.ts';

/** Makes what is sent from the answers of *Add Client*: only what the type has. */
export function newClientDraft(answers: AddClientAnswers, now: Date): Omit<ClientDraft, 'id'> {
  const { type, name, roleIds, lifetimeSeconds } = answers;
  const secretExpiresAt = hasSecrets(type) ? resolveExpiry(answers, now) : undefined;
  const settings = settingsOfType(type).map(({ key }) => [key, answers[key]]);
  return omitUndefined({
    name,
    accessTokenLifetimeSeconds: lifetimeSeconds,
    roleIds: type === 'clientCredentials' ? roleIds : undefined,
    settings: settings.length > 0 ? Object.fromEntries(settings) : undefined,
    secretDescription: hasSecrets(type) ? answers.description : undefined,
    secretExpiresAt,
  });
}
