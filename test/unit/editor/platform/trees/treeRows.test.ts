import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import type * as vscode from 'vscode';
import type { RegisteredTree, TreeSource } from '../../../../../src/editor/platform/trees/registerTree.ts';
import { type Row, stateOf } from '../../../../../src/editor/platform/trees/treeRow.ts';
import { TreeRows } from '../../../../../src/editor/platform/trees/treeRows.ts';

/** `id` or `id=label` of a node. */
interface Node {
  readonly id: string;
  readonly label: string;
}

type Toggle = (toggled: { readonly node: Row<Node>; readonly isOpen: boolean }) => void;

const nodeFrom = (text: string): Node => {
  const [id = '', label = id] = text.split('=');
  return { id, label };
};

/** A fake editor that shows a tree whose source answers on demand. */
class Scene {
  /** Requests to the source. */
  readonly asked: string[] = [];
  /** Changes reported. */
  readonly told: (readonly string[] | 'all')[] = [];
  readonly busy: string[] = [];
  isVisible = true;
  /** Long waits, which the test ends. */
  patience = new Promise<void>(() => {});
  #toggle: Toggle = () => {};
  readonly #answers: ((children: readonly Node[] | Error) => void)[] = [];

  readonly #view: RegisteredTree<Row<Node>> = {
    viewId: 'view',
    changed: rows => {
      this.told.push(rows ? rows.map(row => stateOf(row).key) : 'all');
    },
    say: () => {},
    badge: () => {},
    onDidShow: () => ({ dispose() {} }),
    onDidToggle: (listener: Toggle) => {
      this.#toggle = listener;
      return { dispose() {} };
    },
    isVisible: () => this.isVisible,
    dispose: () => {},
  };

  readonly #source: TreeSource<Node> = {
    children: node => {
      this.asked.push(node?.id ?? 'roots');
      return new Promise((resolve, reject) => {
        this.#answers.push(children => (children instanceof Error ? reject(children) : resolve(children)));
      });
    },
    item: ({ id, label }) => ({ id, label, collapsibleState: 1 }) as vscode.TreeItem,
    withTooltip: async item => item,
  };

  readonly rows = new TreeRows(this.#view, () => this.#source, {
    whileBusy: (viewId, reading) => {
      this.busy.push(viewId);
      return reading;
    },
    sleep: ms => (ms < 1000 ? settled() : this.patience),
  });

  /** Answers the oldest request. */
  async answer(children: readonly string[] | Error): Promise<void> {
    await this.rest();
    const next = this.#answers.shift();
    assert.ok(next, 'nothing was asked');
    next(children instanceof Error ? children : children.map(nodeFrom));
    await this.rest();
  }

  /** Waits until nothing is pending. */
  async rest(): Promise<void> {
    for (let turns = 0; turns < 10; turns += 1) await settled();
  }

  /** Requests children and their items, as the editor does. */
  async ask(row?: Row<Node>): Promise<readonly Row<Node>[]> {
    const rows = await this.rows.children(row);
    for (const each of rows) this.rows.item(each);
    return rows;
  }

  /** The same, with the source's answer. */
  async show(row: Row<Node> | undefined, children: readonly string[]): Promise<readonly Row<Node>[]> {
    const shown = this.ask(row);
    await this.answer(children);
    return shown;
  }

  toggle(row: Row<Node>, isOpen: boolean): void {
    this.#toggle({ node: row, isOpen });
  }

  /** A tree of a, open, with a1 and a2, and b, closed. */
  static async filled() {
    const scene = new Scene();
    const [a, b] = await scene.show(undefined, ['a', 'b']);
    assert.ok(a && b);
    const [a1, a2] = await scene.show(a, ['a1', 'a2']);
    assert.ok(a1 && a2);
    scene.asked.splice(0);
    return { scene, a, b, a1, a2 };
  }
}

const labels = (rows: readonly Row<Node>[]) => rows.map(row => stateOf(row).node.label);

describe('the rows of a tree', () => {
  it('remain the same objects while they exist, with the latest nodes', async () => {
    const { scene, a, a1 } = await Scene.filled();
    scene.rows.changed(undefined);
    await scene.answer(['b', 'a=A']);
    await scene.answer(['a1=A1']);
    const roots = await scene.ask();
    assert.deepEqual(labels(roots), ['b', 'A']);
    assert.equal(roots[1], a);
    assert.equal(stateOf(a1).node.label, 'A1');
  });

  it('are not reported when nothing has changed', async () => {
    const { scene } = await Scene.filled();
    scene.rows.changed(undefined);
    await scene.answer(['a', 'b']);
    await scene.answer(['a1', 'a2']);
    assert.deepEqual(scene.told, []);
    assert.deepEqual(scene.asked, ['roots', 'a']);
    assert.deepEqual(scene.busy, ['view']);
  });

  it('are reported one by one when they look different, so that the editor keeps the others', async () => {
    const { scene } = await Scene.filled();
    scene.rows.changed(undefined);
    await scene.answer(['a', 'b=B']);
    await scene.answer(['a1', 'a2=A2']);
    assert.deepEqual(scene.told, [['b', 'a2']]);
  });

  it('are reported with their parent when its children change, after these have been read', async () => {
    const { scene, a } = await Scene.filled();
    scene.rows.changed(undefined);
    await scene.answer(['a', 'b']);
    assert.deepEqual(scene.told, []);
    await scene.answer(['a1', 'a3']);
    assert.deepEqual(scene.told, [['a']]);
    scene.asked.splice(0);
    assert.deepEqual(labels(await scene.ask(a)), ['a1', 'a3']);
    assert.deepEqual(scene.asked, [], 'they are at hand');
    await scene.show(a, ['a4']);
    assert.deepEqual(scene.asked, ['a'], 'but once');
  });

  it('are reported from the roots when these change, with all open rows prefetched', async () => {
    const { scene, a } = await Scene.filled();
    scene.rows.changed(undefined);
    await scene.answer(['a', 'c']);
    await scene.answer(['a1', 'a2']);
    assert.deepEqual(scene.told, ['all']);
    scene.asked.splice(0);
    assert.deepEqual(labels(await scene.ask()), ['a', 'c']);
    assert.deepEqual(labels(await scene.ask(a)), ['a1', 'a2']);
    assert.deepEqual(scene.asked, []);
  });

  it('stay open when they are redrawn', async () => {
    const { scene, a, b } = await Scene.filled();
    assert.deepEqual([scene.rows.item(a).collapsibleState, scene.rows.item(b).collapsibleState], [2, 1]);
    scene.toggle(a, false);
    assert.equal(scene.rows.item(a).collapsibleState, 1);
  });

  it('are reported alone when their nodes have changed, with the rows below them if they are open', async () => {
    const { scene, a } = await Scene.filled();
    scene.rows.changed([nodeFrom('b=B'), nodeFrom('elsewhere')]);
    await scene.rest();
    assert.deepEqual(scene.told.splice(0), [['b']]);
    scene.rows.changed([nodeFrom('a=A')]);
    await scene.answer(['a1', 'a2']);
    assert.deepEqual(scene.told, [['a']]);
    assert.deepEqual(labels(await scene.ask(a)), ['a1', 'a2']);
    assert.deepEqual(scene.asked, ['a']);
  });

  it('are reported when the editor has a possibly outdated tooltip', async () => {
    const { scene, b } = await Scene.filled();
    await scene.rows.withTooltip({} as vscode.TreeItem, b);
    scene.rows.changed([stateOf(b).node]);
    await scene.rest();
    assert.deepEqual(scene.told.splice(0), [['b']]);
    scene.rows.item(b);
    scene.rows.changed([stateOf(b).node]);
    await scene.rest();
    assert.deepEqual(scene.told, []);
  });

  it('are not read while they are closed, hidden or not shown yet', async () => {
    const unseen = new Scene();
    unseen.rows.changed(undefined);
    await unseen.rest();
    assert.deepEqual([unseen.told, unseen.asked], [['all'], []]);
    const { scene, a } = await Scene.filled();
    scene.toggle(a, false);
    scene.rows.changed(undefined);
    await scene.answer(['a', 'b']);
    assert.deepEqual(scene.asked.splice(0), ['roots']);
    assert.deepEqual(scene.told.splice(0), [['a']]);
    scene.toggle(a, true);
    scene.isVisible = false;
    scene.rows.changed(undefined);
    await scene.rest();
    assert.deepEqual([scene.told, scene.asked], [['all'], []]);
  });

  it('are read when they are opened again after everything has changed', async () => {
    const { scene, a } = await Scene.filled();
    scene.toggle(a, false);
    scene.rows.changed(undefined);
    await scene.answer(['a', 'b']);
    assert.deepEqual(scene.told.splice(0), [['a']]);
    scene.rows.changed([stateOf(a).node]);
    await scene.rest();
    assert.deepEqual(scene.told, [], 'the editor has forgotten them');
    await scene.show(a, ['a3']);
    scene.toggle(a, false);
    scene.rows.changed([stateOf(a).node]);
    await scene.rest();
    assert.deepEqual(scene.told, [['a']]);
  });

  it('are read when they are opened before the editor is told of a change', async () => {
    const { scene, b } = await Scene.filled();
    const opened = scene.ask(b);
    scene.rows.changed([nodeFrom('a=A')]);
    await scene.answer(['b1']);
    await opened;
    await scene.answer(['a1', 'a2']);
    assert.deepEqual(scene.told.splice(0), [['a']]);
    const later = new Scene();
    const [c] = await later.show(undefined, ['c']);
    assert.ok(c);
    later.rows.changed([nodeFrom('c=C')]);
    const shown = later.ask(c);
    await later.answer(['c1']);
    await shown;
    await later.answer(['c1']);
    assert.deepEqual(later.told, [['c']]);
    later.asked.splice(0);
    assert.deepEqual(labels(await later.ask(c)), ['c1']);
    assert.deepEqual(later.asked, [], 'they are at hand');
  });

  it('are read again if everything changes in the meantime', async () => {
    const { scene } = await Scene.filled();
    scene.rows.changed(undefined);
    await scene.rest();
    scene.rows.changed(undefined);
    await scene.answer(['old']);
    assert.deepEqual(scene.told, []);
    await scene.answer(['new']);
    await scene.answer(['newer']);
    assert.deepEqual(scene.told, ['all']);
    assert.deepEqual(labels(await scene.ask()), ['newer']);
  });

  it('wait for the editor before the next change, but not forever', async () => {
    const { scene, a } = await Scene.filled();
    let lose = (): void => {};
    scene.patience = new Promise(resolve => {
      lose = resolve;
    });
    scene.rows.changed([stateOf(a).node]);
    await scene.answer(['a3']);
    scene.rows.changed([nodeFrom('b=B')]);
    await scene.rest();
    assert.deepEqual(scene.told, [['a']]);
    lose();
    await scene.rest();
    assert.deepEqual(scene.told, [['a'], ['b']]);
  });

  it('are not reported while the editor waits for an answer with the current state', async () => {
    const { scene, b } = await Scene.filled();
    const shown = scene.ask(b);
    scene.rows.changed([nodeFrom('b=B')]);
    scene.rows.changed(undefined);
    await scene.rest();
    assert.deepEqual(scene.told, []);
    await scene.answer(['old']);
    assert.deepEqual(scene.told, []);
    await scene.answer(['b1']);
    assert.deepEqual(labels(await shown), ['b1']);
    await scene.answer(['b1']);
    await scene.answer(['a', 'b=B']);
    await scene.answer(['a1', 'a2']);
    await scene.answer(['b1']);
    assert.deepEqual(scene.asked, ['b', 'b', 'b', 'roots', 'a', 'b']);
    assert.deepEqual(scene.told, [['b']]);
  });

  it('are the latest ones when the editor asks during a change', async () => {
    const scene = new Scene();
    const shown = scene.ask();
    scene.isVisible = false;
    scene.rows.changed(undefined);
    await scene.answer(['old']);
    await scene.answer(['new']);
    assert.deepEqual(labels(await shown), ['new']);
  });

  it('report an error if they cannot be read', async () => {
    const { scene } = await Scene.filled();
    scene.rows.changed(undefined);
    await scene.answer(new Error('unreadable'));
    assert.deepEqual(scene.told, ['all']);
    const failed = assert.rejects(scene.ask(), /unreadable/);
    await scene.answer(new Error('unreadable'));
    await failed;
  });
});
