import type { LocalTenant } from '../../support/tenant/localTenant.ts';
import { allowSignIn, playAddConnection } from '../../ui/connectionWizard.ts';
import { asAdministrator } from '../../ui/signInSuite.ts';
import { openProbedEditor, type ProbedEditor } from './probedEditor.ts';

/** Opens an editor with the probe, which has a connection to a tenant and is signed in. */
export async function signedInEditor(tenant: LocalTenant, scratchFolder: string): Promise<ProbedEditor> {
  const editor = await openProbedEditor({}, scratchFolder);
  try {
    await playAddConnection(editor.workbench, asAdministrator({ tenant }));
    await allowSignIn(editor.workbench);
    return editor;
  } catch (error) {
    await editor.workbench.screenshot('bench-sign-in-failed');
    await editor.dispose();
    throw error;
  }
}
