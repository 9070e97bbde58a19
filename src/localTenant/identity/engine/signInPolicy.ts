import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { ALL_SCOPES, API_RESOURCE } from './apiResource.ts';

/**
 * Returns the engine's rules for when a user must see a page: only to sign in. The service has no consent page, and accepts
 * only its own tenant in `acr_values=tenant:{tenantId}`.
 *
 * @param tenantId in lower case
 */
export function signInPolicy(tenantId: string): interactionPolicy.Prompt[] {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  // First, so that no one is asked to sign in to the wrong tenant.
  policy.get('login')?.checks.add(
    new Check('other_tenant', 'acr_values names another tenant', ctx => {
      if (namesOtherTenant(ctx, tenantId)) {
        throw new errors.AccessDenied('acr_values names another tenant than this one');
      }
      return Check.NO_NEED_TO_PROMPT;
    }),
    0,
  );
  const consent = policy.get('consent')?.checks;
  for (const asksForConsent of ['consent_prompt', 'native_client_prompt']) consent?.remove(asksForConsent);
  return policy;
}

function namesOtherTenant({ oidc: { params } }: KoaContextWithOIDC, tenantId: string): boolean {
  const values = String(params?.acr_values ?? '').split(' ');
  return values.some(value => {
    const [, named] = /^tenant:(.*)$/i.exec(value) ?? [];
    return named !== undefined && named.toLowerCase() !== tenantId;
  });
}

/** Grants a client everything that it requests on behalf of the signed-in user. */
export async function grantRequested(ctx: KoaContextWithOIDC) {
  const { client, account, session, provider, requestParamScopes, requestParamClaims } = ctx.oidc;
  if (!client || !account) return undefined;
  const knownId = session?.grantIdFor(client.clientId);
  const known = knownId === undefined ? undefined : await provider.Grant.find(knownId);
  const grant =
    known?.accountId === account.accountId
      ? known
      : new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope([...requestParamScopes].join(' '));
  grant.addOIDCClaims([...requestParamClaims]);
  grant.addResourceScope(API_RESOURCE, ALL_SCOPES.join(' '));
  await grant.save();
  return grant;
}
