import * as vscode from 'vscode';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { openWalkthrough } from './openWalkthrough.ts';

/** The service's documentation of clients (CONNECT data services documentation: *Clients*). */
const DOCUMENTATION = 'https://docs.aveva.com/bundle/aveva-data-hub/page/1263323.html';

/** Documentation, walkthrough, log, and reading everything again. */
export function feature({ context, showLog, tell }: Core): Feature {
  return {
    commands: {
      openDocumentation: () => vscode.env.openExternal(vscode.Uri.parse(DOCUMENTATION)),
      openWalkthrough: () => openWalkthrough(context.extension.id),
      refresh: () => tell({ kind: 'everything' }),
      showLog,
    },
  };
}
