import type { SQLOutputValue } from 'node:sqlite';
import { type ClientSettings, DEFAULT_SETTINGS } from '../../service/model/clientSettings.ts';

/** Writes settings for the database; `null` for the defaults themselves. */
export function settingsText(settings: ClientSettings): string | null {
  return settings === DEFAULT_SETTINGS ? null : JSON.stringify(settings);
}

/** Reads settings from the database. What a later version adds has its default. */
export function settingsOf(text: SQLOutputValue | undefined): ClientSettings {
  return typeof text === 'string' ? { ...DEFAULT_SETTINGS, ...JSON.parse(text) } : DEFAULT_SETTINGS;
}
