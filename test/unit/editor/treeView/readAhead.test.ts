import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { readAhead } from '../../../../src/editor/treeView/readAhead.ts';
import type { RegisteredTree, TreeSource } from '../../../../src/editor/treeView/registerTree.ts';

interface Node {
  readonly id: string;
}

type Toggle = (toggled: { readonly node: Node; readonly isOpen: boolean }) => void;

/** A tree that answers when the test says so. */
class Scene {
  readonly asked: string[] = [];
  readonly told: (readonly string[] | 'all')[] = [];
  readonly busy: string[] = [];
  isVisible = true;
  toggle: Toggle = () => {};
  #answers: ((children: readonly Node[] | Error) => void)[] = [];

  readonly view: RegisteredTree<Node> = {
    viewId: 'view',
    changed: nodes => {
      this.told.push(nodes ? nodes.map(({ id }) => id) : 'all');
    },
    say: () => {},
    badge: () => {},
    onDidShow: () => ({ dispose() {} }),
    onDidToggle: (listener: Toggle) => {
      this.toggle = listener;
      return { dispose() {} };
    },
    isVisible: () => this.isVisible,
    dispose: () => {},
  };

  readonly source: TreeSource<Node> = {
    children: node => {
      this.asked.push(node?.id ?? 'roots');
      return new Promise((resolve, reject) => {
        this.#answers.push(children => (children instanceof Error ? reject(children) : resolve(children)));
      });
    },
    item: ({ id }) => ({ id }) as vscode.TreeItem,
  };

  readonly ahead = readAhead(
    this.view,
    () => this.source,
    (viewId, reading) => {
      this.busy.push(viewId);
      return reading;
    },
  );

  /** Answers the oldest question. */
  async answer(children: readonly string[] | Error): Promise<void> {
    const next = this.#answers.shift();
    assert.ok(next, 'nothing was asked');
    next(children instanceof Error ? children : children.map(id => ({ id })));
    await settled();
  }

  /** Asks as the editor does, and answers at once. */
  async shows(id: string | undefined, children: readonly string[]): Promise<void> {
    const shown = this.ahead.tree.children(id === undefined ? undefined : { id });
    await this.answer(children);
    await shown;
  }
}

const ids = async (children: Promise<readonly Node[]>): Promise<readonly string[]> =>
  (await children).map(({ id }) => id);

describe('what a tree reads before it tells of a change', () => {
  it('are the roots and what is open below them, and the editor gets them without another question', async () => {
    const scene = new Scene();
    await scene.shows(undefined, ['a', 'b']);
    await scene.shows('a', ['a1']);
    scene.ahead.view.changed(undefined);
    assert.deepEqual(scene.asked.splice(0), ['roots', 'a', 'roots']);
    await scene.answer(['a', 'c']);
    assert.deepEqual(scene.told, [], 'not before the children of a are there');
    await scene.answer(['a2']);
    assert.deepEqual(scene.told, ['all']);
    assert.deepEqual(scene.busy, ['view']);
    assert.deepEqual(scene.asked.splice(0), ['a']);
    assert.deepEqual(await ids(scene.ahead.tree.children()), ['a', 'c']);
    assert.deepEqual(await ids(scene.ahead.tree.children({ id: 'a' })), ['a2']);
    assert.deepEqual(scene.asked, [], 'all was at hand');
    await scene.shows('a', ['a3']);
    assert.deepEqual(scene.asked, ['a'], 'what was at hand is given once');
  });

  it('is nothing for a node that is closed, for a view that is hidden, or before anybody looks', async () => {
    const scene = new Scene();
    scene.ahead.view.changed(undefined);
    await settled();
    assert.deepEqual(scene.told.splice(0), ['all']);
    await scene.shows(undefined, ['a']);
    scene.ahead.view.changed([{ id: 'a' }]);
    await settled();
    assert.deepEqual(scene.told.splice(0), [['a']]);
    await scene.shows('a', ['a1']);
    scene.toggle({ node: { id: 'a' }, isOpen: false });
    scene.ahead.view.changed([{ id: 'a' }]);
    await settled();
    assert.deepEqual(scene.told.splice(0), [['a']]);
    scene.toggle({ node: { id: 'a' }, isOpen: true });
    scene.isVisible = false;
    scene.ahead.view.changed([{ id: 'a' }]);
    await settled();
    assert.deepEqual(scene.told, [['a']]);
    assert.deepEqual(scene.asked, ['roots', 'a']);
  });

  it('is read again where all has changed meanwhile', async () => {
    const scene = new Scene();
    await scene.shows(undefined, ['a']);
    scene.ahead.view.changed(undefined);
    scene.ahead.view.changed(undefined);
    await scene.answer(['old']);
    assert.deepEqual(scene.told, []);
    await scene.answer(['new']);
    assert.deepEqual(scene.told, ['all']);
    assert.deepEqual(await ids(scene.ahead.tree.children()), ['new']);
  });

  it('comes after a change of a part that was told meanwhile, which is told next', async () => {
    const scene = new Scene();
    await scene.shows(undefined, ['a', 'b']);
    await scene.shows('a', ['a1']);
    scene.ahead.view.changed([{ id: 'a' }]);
    scene.ahead.view.changed([{ id: 'b' }]);
    await scene.answer(['a2']);
    assert.deepEqual(scene.told, [['a'], ['b']]);
  });

  it('does not keep back an editor that asks while all changes: it gets what is right then', async () => {
    const scene = new Scene();
    const shown = ids(scene.ahead.tree.children());
    scene.isVisible = false;
    scene.ahead.view.changed(undefined);
    await scene.answer(['old']);
    await scene.answer(['new']);
    assert.deepEqual(await shown, ['new']);
  });

  it('fails where the editor asks, when it cannot be read', async () => {
    const scene = new Scene();
    await scene.shows(undefined, ['a']);
    scene.ahead.view.changed(undefined);
    await scene.answer(new Error('unreadable'));
    assert.deepEqual(scene.told, ['all']);
    const shown = scene.ahead.tree.children();
    const failed = assert.rejects(shown, /unreadable/);
    await scene.answer(new Error('unreadable'));
    await failed;
  });
});
