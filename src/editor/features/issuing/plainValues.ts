import type { Connection } from '../../../credentials/connections/connection.ts';
import { API_VERSION } from '../../../credentials/delivery/apiVersion.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';

/** Returns the values of a credential that are no secret. */
export const plainValues = ({ resource, tenantId }: Connection, clientId: string): PlainValues => ({
  resource,
  tenantId,
  clientId,
  apiVersion: API_VERSION,
});
