import * as vscode from 'vscode';
import { labelText } from '../../vocabulary/shownText.ts';

/** URIs and nonce that a page's policy allows. */
export interface PageResources {
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly cspSource: string;
  /** Unique to each page. */
  readonly nonce: string;
}

/** The editor's side of a panel, so that the views do not depend on the location of their files. */
export interface PageHost {
  readonly mediaUri: vscode.Uri;
  /** Makes a unique nonce. */
  readonly newNonce: () => string;
  /** Runs the action of a button; reports errors. */
  readonly run: (task: () => Promise<void>) => Promise<void>;
}

/** Makes the panel of a page, which can load only our own files. */
export function openPagePanel(viewType: string, title: string, { mediaUri }: PageHost): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    viewType,
    labelText(title),
    { viewColumn: vscode.ViewColumn.Active, preserveFocus: false },
    { enableScripts: true, localResourceRoots: [mediaUri], enableForms: false },
  );
}

/** Returns the resources of a page; `script` is a file in the media folder. */
export function pageResources(page: vscode.Webview, host: PageHost, script: string): PageResources {
  const uri = (file: string) => page.asWebviewUri(vscode.Uri.joinPath(host.mediaUri, file)).toString();
  return {
    scriptUri: uri(script),
    styleUri: uri('page.css'),
    cspSource: page.cspSource,
    nonce: host.newNonce(),
  };
}
