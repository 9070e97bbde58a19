import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { editorCache, projectRoot } from '../../test/support/folders/projectFolders.ts';
import { findCommand } from '../../test/support/realEditor/chromium.ts';
import { canDownloadDesktop, hasDisplay } from '../../test/support/realEditor/desktopDownload.ts';
import { endProcessGroup } from '../../test/support/realEditor/endProcessGroup.ts';
import type { OpenEditor, StartedEditor } from './startedEditor.ts';
import type { StartFolder } from './startFolder.ts';

/** The path of the editor's program, relative to the folder of its `code` command. */
const PROGRAM_BESIDE_COMMAND: Partial<Record<NodeJS.Platform, string>> = {
  linux: '../code',
  darwin: '../../../MacOS/Electron',
  win32: '../Code.exe',
};

/**
 * Returns the program of a `code` command, or the command itself if the program is elsewhere. The command starts the program
 * but can't end it.
 */
function programOf(command: string): string {
  const beside = PROGRAM_BESIDE_COMMAND[process.platform];
  const program = beside && path.join(path.dirname(fs.realpathSync(command)), beside);
  return program && fs.existsSync(program) ? program : command;
}

function openProgram(program: string, folder: StartFolder): StartedEditor {
  const args = [
    ...['--new-window', '--wait', `--extensionDevelopmentPath=${projectRoot}`],
    ...[`--user-data-dir=${folder.userData}`, `--extensions-dir=${folder.extensions}`],
    ...['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
    // Electron refuses to run as root with its sandbox.
    ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    folder.workspace,
  ];
  const child = spawn(program, args, { stdio: ['ignore', 2, 2], detached: true });
  return {
    description: `a window of ${program}`,
    ended: once(child, 'exit'),
    dispose: () => endProcessGroup(child),
  };
}

/**
 * Opens VS Code by the `code` command on the PATH if a window can be shown. The command of a remote terminal
 * (VSCODE_IPC_HOOK_CLI) is another program, which can't load an extension in development.
 */
export const openCodeCommand: OpenEditor = async folder => {
  const command = findCommand(process.platform === 'win32' ? 'code.cmd' : 'code');
  if (!command || !hasDisplay() || process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  return openProgram(programOf(command), folder);
};

/** Opens a VS Code that @vscode/test-electron downloads, if its download host answers. */
export const openDownloadedDesktop: OpenEditor = async folder => {
  if (!(await canDownloadDesktop())) return undefined;
  const cachePath = path.join(editorCache, 'desktop');
  return openProgram(await downloadAndUnzipVSCode({ cachePath, version: 'stable' }), folder);
};
