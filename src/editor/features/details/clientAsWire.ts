import type { Client } from '../../../service/model/client.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { settingsOfType } from '../../../service/model/clientSettings.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { Role } from '../../../service/model/role.ts';
import { omitUndefined } from '../../vocabulary/omitUndefined.ts';

/** Writes a client as the service does, with its roles and its secrets, without their values. */
export function clientAsWire(
  client: Client,
  secrets: readonly ClientSecret[],
  roles: readonly Role[],
): Readonly<Record<string, unknown>> {
  const settings = settingsOfType(client.type).map(({ key, wire }) => [wire, client.settings[key]]);
  return omitUndefined({
    Id: client.id,
    Name: client.name,
    Enabled: client.enabled,
    AccessTokenLifetime: client.accessTokenLifetimeSeconds,
    ...Object.fromEntries(settings),
    Roles: client.type === 'clientCredentials' ? roles.map(roleAsWire) : undefined,
    Secrets: hasSecrets(client.type) ? secrets.map(secretAsWire) : undefined,
  });
}

const roleAsWire = ({ id, name }: Role) => ({ Id: id, Name: name });

const secretAsWire = ({ id, description, expiresAt, expiryUnknown }: ClientSecret) =>
  omitUndefined({
    Id: id,
    Description: description,
    Expiration: expiryUnknown ? undefined : (expiresAt?.toISOString() ?? null),
  });
