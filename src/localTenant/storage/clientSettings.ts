import type { SQLOutputValue } from 'node:sqlite';
import { type ClientSettings, DEFAULT_SETTINGS } from '../../service/model/clientSettings.ts';

/** Returns settings as text for the database; `null` for the defaults. */
export function settingsText(settings: ClientSettings): string | null {
  return settings === DEFAULT_SETTINGS ? null : JSON.stringify(settings);
}

/** Reads settings from the database. Settings that a later version added have their defaults. */
export function settingsOf(text: SQLOutputValue | undefined): ClientSettings {
  return typeof text === 'string' ? { ...DEFAULT_SETTINGS, ...JSON.parse(text) } : DEFAULT_SETTINGS;
}
