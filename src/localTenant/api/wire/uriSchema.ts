import * as v from 'valibot';
import { LIMITS } from '../../../service/model/limits.ts';
import {
  originFault,
  redirectUriFault,
  type UriFault,
  webUriFault,
} from '../../../service/model/registeredUri.ts';

const uriSchema = (fault: (text: string) => UriFault | undefined) =>
  v.pipe(
    v.string(),
    v.check(text => fault(text) === undefined),
  );

const redirectUri = uriSchema(redirectUriFault);

/** One or more redirect URIs (RFC 6749, section 3.1.2), up to the service's limit. */
export const redirectUrisSchema = v.pipe(
  v.array(redirectUri),
  v.minLength(1),
  v.maxLength(LIMITS.redirectUrisPerClient),
);

/** Any number of post-logout redirect URIs up to the service's limit. */
export const postLogoutRedirectUrisSchema = v.pipe(
  v.array(redirectUri),
  v.maxLength(LIMITS.redirectUrisPerClient),
);

/** Origins as browsers send them: scheme, host and port, nothing else. */
export const originsSchema = v.array(uriSchema(originFault));

/** An address of a web page. */
export const webUriSchema = uriSchema(webUriFault);
