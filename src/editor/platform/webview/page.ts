import * as vscode from 'vscode';
import { labelText } from '../../vocabulary/shownText.ts';

/** Addresses and nonce that a page's policy lets through. */
export interface PageResources {
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly cspSource: string;
  /** Fresh for each page. */
  readonly nonce: string;
}

/** The editor's side of a panel, so that the views themselves do not need to know where their files are. */
export interface PageHost {
  readonly mediaUri: vscode.Uri;
  /** Makes a nonce, never the same twice. */
  readonly newNonce: () => string;
  /** Runs what a button does and reports its errors. */
  readonly run: (task: () => Promise<void>) => Promise<void>;
}

/** Makes the panel of a page, which may load nothing but our own files. */
export function openPagePanel(viewType: string, title: string, { mediaUri }: PageHost): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    viewType,
    labelText(title),
    { viewColumn: vscode.ViewColumn.Active, preserveFocus: false },
    { enableScripts: true, localResourceRoots: [mediaUri], enableForms: false },
  );
}

/** Finds what a page needs; `script` is the name of a file in the media folder. */
export function pageResources(page: vscode.Webview, host: PageHost, script: string): PageResources {
  const uri = (file: string) => page.asWebviewUri(vscode.Uri.joinPath(host.mediaUri, file)).toString();
  return {
    scriptUri: uri(script),
    styleUri: uri('page.css'),
    cspSource: page.cspSource,
    nonce: host.newNonce(),
  };
}
