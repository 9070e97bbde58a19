import path from 'node:path';
import { hasFormat } from '../formats/fileFormats.ts';
import { meaningOf } from '../shapes/fieldNames.ts';
import { namesOtherService } from '../shapes/otherServices.ts';

/** Words in the names of files that programs have their settings in. */
const SETTINGS =
  /(?:^|[._-])(?:env|envrc|flaskenv|vars|appsettings|settings|config|configuration|secrets?|credentials?|application)(?=[._-]|$)/i;

/** Tells by its name whether a file may have credentials. Only this is known of one that can't be looked into. */
export const mayHaveCredentials = (file: string): boolean =>
  SETTINGS.test(path.basename(file)) && hasFormat(file);

/** Matches keys for a client id or secret, with punctuation between their words, or the beginning of an object. */
const MENTION =
  /(?:client|application|app)[^a-z0-9]{0,40}(?:id|secret|key)|omf[_-]?(?:url|endpoint)|(?:adh|cds|ocs)[_-]?secret/i;

/** Tells whether a text may have keys for credentials. This is fast, whereas parsing a lock file of megabytes isn't. */
export const mentionsCredentials = (text: string): boolean => MENTION.test(text);

/** A name before a sign, with the quotes after it. */
const KEY = /(?<![\w.-])([A-Za-z_][\w.-]{0,99})[\\"']{0,3}[ \t]{0,9}[:=]/g;
/** A name in an attribute of XML, or in a list of names and values. */
const NAMED = /(?:key|name)["']?[ \t]{0,9}[:=][ \t]{0,9}["']([A-Za-z_][\w.:-]{0,99})["']/gi;

/** Tells whether a text that can't be parsed has keys for a client id or secret of this service. */
export const namesCredentials = (text: string): boolean =>
  [KEY, NAMED].some(pattern => [...text.matchAll(pattern)].some(([, name = '']) => isCredentialKey(name)));

function isCredentialKey(name: string): boolean {
  const meaning = meaningOf(name);
  const isCredential = meaning?.field === 'clientId' || meaning?.field === 'clientSecret';
  return isCredential && !meaning.isVague && !namesOtherService(name);
}
