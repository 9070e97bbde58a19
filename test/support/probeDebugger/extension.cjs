// A debugger that starts a Node program with the environment of its launch configuration and waits for its end. The editor of
// the tests has no other.
const { spawn } = require('node:child_process');
const vscode = require('vscode');

/** Supports only the part of the Debug Adapter Protocol that starts a program. */
class ProbeAdapter {
  #sent = new vscode.EventEmitter();
  #sequence = 0;
  onDidSendMessage = this.#sent.event;

  handleMessage({ command, seq, arguments: given }) {
    if (command === 'launch') this.#start(given);
    this.#send({ type: 'response', request_seq: seq, success: true, command, body: {} });
    if (command === 'initialize') this.#send({ type: 'event', event: 'initialized' });
  }

  dispose() {}

  #start({ program, env }) {
    const child = spawn(process.execPath, [program], { env: { ...process.env, ...env }, stdio: 'ignore' });
    child.once('exit', () => this.#send({ type: 'event', event: 'terminated' }));
  }

  #send(message) {
    this.#sequence += 1;
    this.#sent.fire({ seq: this.#sequence, ...message });
  }
}

exports.activate = context => {
  const descriptors = {
    createDebugAdapterDescriptor: () => new vscode.DebugAdapterInlineImplementation(new ProbeAdapter()),
  };
  context.subscriptions.push(vscode.debug.registerDebugAdapterDescriptorFactory('probe', descriptors));
};
