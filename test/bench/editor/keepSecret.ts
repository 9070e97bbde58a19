import type { Workbench } from '../../support/realEditor/workbench/workbench.ts';

/** Adds a secret to a client and saves it in secret storage only. */
export async function keepSecret(workbench: Workbench, client: string): Promise<void> {
  const { quickInput, tree } = workbench;
  await workbench.openContainer('Client Credentials');
  await tree.expand('Client-Credentials');
  await tree.inlineAction(client, 'Add Secret…');
  for (const step of [1, 2]) {
    await quickInput.waitForTitle(`Add Secret to ${client} (${step}/3)`);
    await quickInput.accept();
  }
  await quickInput.waitForTitle(`Add Secret to ${client} (3/3)`);
  await quickInput.pick('Keep in SecretStorage only');
  await workbench.webview().getByRole('heading', { name: client }).waitFor();
  await workbench.closeAllEditors();
}
