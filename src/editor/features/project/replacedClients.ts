import * as l10n from '@vscode/l10n';
import {
  type KnownValues,
  type ReplacedClient,
  replacedClient,
} from '../../../credentials/delivery/foreignValues.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import { ProjectFileError } from '../../../projectFiles/projectFileError.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import type { ClientLookup } from '../../core/clientLookup.ts';
import { currentText } from '../../platform/files/currentText.ts';
import { untilCancelled } from '../../platform/progress/untilCancelled.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';

/** What names are known from. */
interface NameSources extends KnownValues {
  readonly lookup: Pick<ClientLookup, 'facts' | 'knownName'>;
}

/** Names the clients whose credentials a write would replace by those of another one. */
export class ReplacedClients {
  readonly #sources: NameSources;

  constructor(sources: NameSources) {
    this.#sources = sources;
  }

  /** Adds the names to targets, as far as they are known without asking the service; else the id. */
  all(targets: readonly ProjectTarget[], values: PlainValues): Promise<readonly ProjectTarget[]> {
    return Promise.all(
      targets.map(async target => {
        const replaces = target.places.some(({ state }) => state === 'replaces');
        const found = replaces ? await this.#find(target, values) : undefined;
        return found ? { ...target, replacedClient: this.#knownName(found) ?? found.clientId } : target;
      }),
    );
  }

  /**
   * Names the client whose credentials a write to a target would replace, as it is now. Asks the service for a name that isn't
   * known, with progress; rejects with `cancelled` if the user cancels that.
   */
  async nameOf(target: ProjectTarget, values: PlainValues): Promise<string | undefined> {
    const found = await this.#find(target, values);
    if (!found) return undefined;
    return this.#knownName(found) ?? (await this.#lookUp(found)) ?? found.clientId;
  }

  /** Finds the client in the text as it is now. A file that can't be read is refused when it is written. */
  async #find(target: ProjectTarget, values: PlainValues): Promise<ReplacedClient | undefined> {
    const { path: file, section } = target;
    if (target.refusal) return undefined;
    try {
      const [format, text] = await Promise.all([formatOf(file), currentText(target)]);
      return await replacedClient({ file, format, text, section, values }, this.#sources);
    } catch (error) {
      if (error instanceof ProjectFileError) return undefined;
      throw error;
    }
  }

  #knownName({ clientId, clientName }: ReplacedClient): string | undefined {
    return clientName ?? this.#sources.lookup.knownName(clientId);
  }

  async #lookUp({ tenantId, clientId }: ReplacedClient): Promise<string | undefined> {
    const facts = await withDelayedProgress(l10n.t('Looking up the client {0}…', clientId), signal =>
      untilCancelled(signal, this.#sources.lookup.facts(tenantId, clientId)),
    );
    return facts.kind === 'client' ? facts.name : undefined;
  }
}
