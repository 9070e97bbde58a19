import type { Client, ClientChanges } from '../service/model/client.ts';
import type { ClientSettings } from '../service/model/clientSettings.ts';
import { settingsOfType } from '../service/model/clientSettings.ts';
import type { ClientType } from '../service/model/clientTypes.ts';

/** A property of a client that an edit may change. */
export type ClientField = 'name' | 'enabled' | 'accessTokenLifetimeSeconds' | keyof ClientSettings;

/** What a field holds. */
export type FieldValue = string | number | boolean | readonly string[] | null | undefined;

/** A field that someone else changed after it was read, and that an edit would change too. */
export interface Conflict {
  readonly field: ClientField;
  readonly before: FieldValue;
  readonly theirs: FieldValue;
  readonly ours: FieldValue;
}

const COMMON_FIELDS = ['name', 'enabled', 'accessTokenLifetimeSeconds'] as const;

/** Lists the fields that clients of a type have, in the order in which they are shown. */
export function fieldsOfType(type: ClientType): readonly ClientField[] {
  return [...COMMON_FIELDS, ...settingsOfType(type).map(({ key }) => key)];
}

/** Returns what a field of a client, or of changes to one, holds; `undefined` when it is missing. */
export function fieldOf(from: Pick<Client, 'settings'> | ClientChanges, field: ClientField): FieldValue {
  const common = COMMON_FIELDS.find(name => name === field);
  if (common) return (from as ClientChanges)[common];
  return from.settings?.[field as keyof ClientSettings];
}

const isSame = (one: FieldValue, other: FieldValue): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Returns the wanted values that differ from the client's. Nothing else needs to be sent. */
export function changesOf(client: Client, wanted: ClientChanges): ClientChanges {
  const changed = fieldsOfType(client.type).filter(
    field => fieldOf(wanted, field) !== undefined && !isSame(fieldOf(wanted, field), fieldOf(client, field)),
  );
  const values = (fields: readonly ClientField[]) =>
    Object.fromEntries(fields.map(field => [field, fieldOf(wanted, field)]));
  const isCommon = (field: ClientField) => COMMON_FIELDS.some(name => name === field);
  const settings = values(changed.filter(field => !isCommon(field)));
  const common = values(changed.filter(isCommon));
  return Object.keys(settings).length > 0 ? { ...common, settings } : common;
}

/** Lists the fields that are changed. */
export function changedFields(type: ClientType, changes: ClientChanges): readonly ClientField[] {
  return fieldsOfType(type).filter(field => fieldOf(changes, field) !== undefined);
}

/**
 * Lists the changes of someone else that an edit would overwrite: fields that the edit changes and that have another value
 * in the service than when the edit began. The service does not check this: it has no versions of a client.
 */
export function conflictsOf(before: Client, now: Client, changes: ClientChanges): readonly Conflict[] {
  return changedFields(before.type, changes)
    .map(field => ({
      field,
      before: fieldOf(before, field),
      theirs: fieldOf(now, field),
      ours: fieldOf(changes, field),
    }))
    .filter(conflict => !isSame(conflict.before, conflict.theirs) && !isSame(conflict.theirs, conflict.ours));
}
