import { diskAccess } from '../../../projectFiles/fileAccess.ts';
import { decodeFile } from '../../../projectFiles/fileText.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import { unsavedDocumentOf } from './editorFileWriter.ts';

/** Reads the text that a write starts from: what is unsaved in the editor, else the file, else its template. */
export async function currentText(target: Pick<ProjectTarget, 'path' | 'template'>): Promise<string> {
  return unsavedDocumentOf(target.path)?.getText() ?? (await textOnDisk(target));
}

async function textOnDisk({
  path: file,
  template,
}: Pick<ProjectTarget, 'path' | 'template'>): Promise<string> {
  const own = await diskAccess.read(file);
  const bytes = own ?? (template === undefined ? undefined : await diskAccess.read(template));
  return bytes ? decodeFile(file, bytes).text : '';
}
