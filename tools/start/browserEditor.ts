import { editorCache } from '../../test/support/folders/projectFolders.ts';
import { hasDisplay } from '../../test/support/realEditor/desktopDownload.ts';
import { installEditor } from '../../test/support/realEditor/install/installEditor.ts';
import { linkInstalledExtension } from '../../test/support/realEditor/installedExtension.ts';
import type { ProcessEnd } from '../../test/support/realEditor/serverProcess.ts';
import { startWebEditor } from '../../test/support/realEditor/webEditor.ts';
import { openAddress } from './openAddress.ts';
import { readSavedPort, savePort } from './savedPort.ts';
import type { OpenEditor } from './startedEditor.ts';

/**
 * Opens the editor from npm: its server, and a front on 127.0.0.1 for the user's own browser. If no browser can be opened,
 * the printed address is enough.
 */
export const openBrowserEditor: OpenEditor = async (folder, options) => {
  const serverEnd = Promise.withResolvers<ProcessEnd>();
  linkInstalledExtension(folder.extensions);
  const editor = await startWebEditor({
    editorFolder: await installEditor(editorCache),
    userDataFolder: folder.userData,
    extensionsFolder: folder.extensions,
    port: await readSavedPort(folder.ports, 'editor'),
    onProcessEnd: end => end.process === 'server' && serverEnd.resolve(end),
  });
  savePort(folder.ports, 'editor', editor.port);
  const origin = `http://127.0.0.1:${editor.port}`;
  const opened = { folder: folder.workspace };
  if (options.open && hasDisplay() && !process.env.CI) openAddress(origin + editor.singleUseQuery(opened));
  return { description: origin + editor.query(opened), ended: serverEnd.promise, dispose: editor.dispose };
};
