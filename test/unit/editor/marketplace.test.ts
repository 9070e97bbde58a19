import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import type { Milestone } from '../../../src/editor/platform/window/milestones.ts';
import { COMMAND_NAMES, commandId } from '../../../src/editor/vocabulary/commandId.ts';
import type { ConnectionState } from '../../../src/editor/vocabulary/connectionState.ts';
import { projectRoot } from '../../support/folders/projectFolders.ts';

interface Command {
  readonly command: string;
  readonly title?: string;
  readonly category?: string;
  readonly icon?: string;
}

interface Setting {
  readonly order?: number;
  readonly markdownDescription?: string;
  readonly default?: unknown;
}

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly completionEvents: readonly string[];
  readonly media: { readonly image: Readonly<Record<string, string>>; readonly altText: string };
}

const manifest = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
const words = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.nls.json'), 'utf8'));
const commands: readonly Command[] = manifest.contributes.commands;
const settings: Readonly<Record<string, Setting>> = manifest.contributes.configuration.properties;
const steps: readonly Step[] = manifest.contributes.walkthroughs[0].steps;

/** Text of a `%key%`. */
const text = (key: string): string => words[key.slice(1, -1)];

/** Maximum size of a picture, and of all media in the package, bytes. */
const MOST_PICTURE_BYTES = 60 * 1024;
const MOST_MEDIA_BYTES = 400 * 1024;
/** How a PNG begins; its width and height follow at 16 and 20, as 32-bit big-endian numbers (PNG specification, 5.2, 11.2.2). */
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Limits of the Marketplace: keywords and description. */
const MOST_KEYWORDS = 30;
const MOST_DESCRIPTION = 200;

describe('the Marketplace page and first use', () => {
  let shipped: readonly string[];
  before(async () => {
    shipped = await listFiles({ cwd: projectRoot, packageManager: PackageManager.None });
  });

  it('has an icon for light and dark, a banner, a price and keywords', () => {
    const icon = fs.readFileSync(path.join(projectRoot, manifest.icon));
    assert.deepEqual([...icon.subarray(0, 8)], PNG_SIGNATURE);
    const [width, height] = [icon.readUInt32BE(16), icon.readUInt32BE(20)];
    assert.equal(width, height);
    assert.ok(width >= 128);
    assert.match(manifest.galleryBanner.color, /^#[\da-f]{6}$/);
    assert.ok(['dark', 'light'].includes(manifest.galleryBanner.theme));
    assert.equal(manifest.pricing, 'Free');
    assert.ok(manifest.keywords.length <= MOST_KEYWORDS);
    assert.equal(new Set(manifest.keywords).size, manifest.keywords.length);
    for (const word of ['aveva', 'adh', 'ocs', 'osisoft', 'client credentials', 'secret rotation']) {
      assert.ok(manifest.keywords.includes(word), word);
    }
    assert.ok(text(manifest.description).length <= MOST_DESCRIPTION);
  });

  it('links only to valid addresses', () => {
    for (const field of ['repository', 'bugs', 'homepage']) {
      const address: string | undefined = manifest[field]?.url ?? manifest[field];
      assert.ok(address === undefined || address.startsWith('https://'), field);
      assert.doesNotMatch(address ?? '', /example|your-|OWNER/i);
    }
  });

  it('is compiled against the oldest editor that it supports', () => {
    const [types, editor] = [manifest.devDependencies['@types/vscode'], manifest.engines.vscode].map(
      (version: string) => version.replace('^', '').split('.').slice(0, 2),
    );
    assert.deepEqual(types, editor);
  });

  it('declares support of untrusted and virtual workspaces', () => {
    for (const kind of ['untrustedWorkspaces', 'virtualWorkspaces']) {
      const { supported, description } = manifest.capabilities[kind];
      assert.equal(supported, 'limited');
      assert.ok(text(description).length > 40);
    }
  });

  it('has a title and our category for every command, and an icon for those that are buttons', () => {
    const buttons = Object.values(
      manifest.contributes.menus as Record<string, { command: string; group?: string }[]>,
    )
      .flat()
      .filter(({ group }) => /^(inline|navigation)/.test(group ?? ''))
      .map(({ command }) => command);
    for (const { command, title, category, icon } of commands) {
      assert.ok(text(title ?? '%%'), command);
      assert.equal(category, '%category%', command);
      if (buttons.includes(command)) assert.match(icon ?? '', /^\$\([\w-]+\)$/, command);
    }
    assert.ok(buttons.length > 8);
  });

  it('has a contextual title for every view', () => {
    for (const view of manifest.contributes.views.clientCredentials) {
      assert.equal(view.contextualTitle, '%displayNameShort%', view.id);
    }
  });

  it('describes every setting in Markdown, in an order, with a default', () => {
    const all = Object.entries(settings);
    for (const [name, setting] of all) {
      assert.ok(text(setting.markdownDescription ?? '%%')?.length > 60, name);
      assert.notEqual(setting.default, undefined, name);
    }
    const orders = all.map(([, { order }]) => order);
    assert.deepEqual(
      orders,
      all.map((_, index) => index + 1),
    );
  });

  describe('the walkthrough', () => {
    it('has four to six steps, each with a button', () => {
      assert.ok(steps.length >= 4 && steps.length <= 6);
      for (const { title, description } of steps) {
        assert.ok(text(title));
        // A link on a line of its own is a button.
        assert.match(text(description), /^\[[^\]]+\]\(command:[\w.]+\)$/m);
        assert.doesNotMatch(text(description), /`/, 'the editor shows these as they are');
      }
    });

    it('completes on events that really occur', () => {
      const milestones: Readonly<Record<Milestone, true>> = {
        clientAdded: true,
        inProject: true,
        authenticated: true,
      };
      const withClients: readonly ConnectionState[] = ['ready', 'noClient'];
      const possible = [
        `onContext:clientCredentials.state =~ /^(${withClients.join('|')})$/`,
        ...Object.keys(milestones).map(key => `onContext:clientCredentials.${key}`),
        ...COMMAND_NAMES.map(name => `onCommand:${commandId(name)}`),
      ];
      for (const { id, completionEvents } of steps) {
        assert.ok(completionEvents.length > 0, id);
        for (const event of completionEvents) assert.ok(possible.includes(event), event);
      }
      const named = new Set(steps.flatMap(({ completionEvents }) => completionEvents));
      for (const key of Object.keys(milestones))
        assert.ok(named.has(`onContext:clientCredentials.${key}`), key);
    });

    it('ships a small picture of each step for every kind of theme, with a description', () => {
      for (const { id, media } of steps) {
        assert.ok(text(media.altText).length > 20, id);
        assert.deepEqual(Object.keys(media.image).sort(), ['dark', 'hc', 'hcLight', 'light']);
        for (const file of Object.values(media.image)) {
          assert.ok(shipped.includes(file), `${file} is not shipped`);
          assert.ok(fs.statSync(path.join(projectRoot, file)).size < MOST_PICTURE_BYTES, file);
        }
      }
    });
  });

  it('ships no picture that only README.md shows, and not much of the others', () => {
    const media = shipped.filter(file => file.startsWith('media/'));
    assert.ok(media.length > 10);
    assert.deepEqual(
      media.filter(file => file.startsWith('media/readme/')),
      [],
    );
    const bytes = media.reduce((sum, file) => sum + fs.statSync(path.join(projectRoot, file)).size, 0);
    assert.ok(bytes < MOST_MEDIA_BYTES, `${bytes} bytes`);
  });
});
