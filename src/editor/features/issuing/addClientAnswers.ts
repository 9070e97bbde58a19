import { type ClientSettings, DEFAULT_SETTINGS } from '../../../service/model/clientSettings.ts';
import type { ClientType } from '../../../service/model/clientTypes.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import type { Role } from '../../../service/model/role.ts';
import type { DestinationAnswers, DestinationContext } from '../../core/steps/destinationStep.ts';
import type { NewSecretAnswers, NewSecretContext } from '../../core/steps/newSecretSteps.ts';
import { isMemberRole } from '../../core/steps/roleItems.ts';
import type { ClientOption } from './clientOptions.ts';

/** What the user can set of a new client, or leave as suggested. */
interface OptionalAnswers extends ClientSettings, NewSecretAnswers {
  /** Ids of roles (not role type ids), Tenant Member always among them. */
  readonly roleIds: readonly string[];
  readonly lifetimeSeconds: number;
}

/** All answers of *Add Client*; what a type does not have is left at its default. */
export interface AddClientAnswers extends OptionalAnswers, DestinationAnswers {
  readonly type: ClientType;
  readonly name: string;
  /** Whether everything else is left as suggested, or some of it is asked. */
  readonly extent: 'suggested' | 'custom';
  /** What is asked; the rest is left as suggested. */
  readonly options: readonly ClientOption[];
  /** What is suggested, for what isn't asked after all. */
  readonly suggested: Partial<OptionalAnswers>;
  /** The last answer for a type that has no secret to put anywhere. */
  readonly confirmed: true;
}

/** The answers so far. */
export type AddClientAnswersSoFar = Partial<AddClientAnswers>;

/** What the questions of *Add Client* depend on. */
export interface AddClientContext extends NewSecretContext, DestinationContext {
  /** Roles of the tenant that a client may have; read while the first questions are answered. */
  readonly roles: Promise<readonly Role[]>;
  /** The type, where the command was run on one: it is not asked then. */
  readonly type?: ClientType | undefined;
  /** What is suggested instead of the service's defaults: the client that is duplicated. */
  readonly like?: Partial<Pick<AddClientAnswers, keyof OptionalAnswers | 'name' | 'type'>>;
}

/** Returns what *Add Client* suggests before it knows the roles, and what holds wherever it does not ask. */
export function suggestAnswers(context: AddClientContext): AddClientAnswersSoFar {
  const { type, like, suggestedDescription } = context;
  return {
    ...DEFAULT_SETTINGS,
    lifetimeSeconds: LIMITS.tokenLifetimeSeconds.default,
    description: suggestedDescription,
    expiry: '1year',
    ...like,
    type: type ?? like?.type,
  };
}

/** Returns what is suggested for all that need not be asked. */
export function suggestOptions(context: AddClientContext, roles: readonly Role[]): Partial<OptionalAnswers> {
  // The service requires redirect URIs, so they are asked in any case.
  const { type: _, name: __, redirectUris: ___, ...rest } = suggestAnswers(context);
  return { roleIds: roles.filter(isMemberRole).map(({ id }) => id), ...rest };
}

/** Returns the type that the answers are about. */
export const typeOf = (context: AddClientContext, answers: AddClientAnswersSoFar): ClientType =>
  context.type ?? answers.type ?? 'clientCredentials';
