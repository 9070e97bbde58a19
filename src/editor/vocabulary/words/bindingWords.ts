import path from 'node:path';
import type { Binding } from '../../../credentials/records/bindings.ts';
import { placeInWords } from './storeWords.ts';

/** Names the place of a binding: the file, or the store and the place in it. */
export const bindingInWords = (binding: Binding): string =>
  binding.kind === 'file' ? binding.file : placeInWords(binding.order.id, binding.order.place);

/** Names the place of a binding in one line: a file from the folder that holds it on, with the key of the secret. */
export function bindingInShort(binding: Binding): string {
  if (binding.kind === 'store') return bindingInWords(binding);
  const file = path.relative(binding.folder, binding.file);
  return binding.clientSecretKey ? `${file} (${binding.clientSecretKey.join('.')})` : file;
}

/** Names the place of a binding, with the key that holds the secret. */
export function bindingWithKeyInWords(binding: Binding): string {
  const place = bindingInWords(binding);
  const key = binding.kind === 'file' ? binding.clientSecretKey : undefined;
  return key ? `${place} (${key.join('.')})` : place;
}
