import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/**
 * Holds back what is written to a response. When its writer has ended it, the response can be written again and `onEnd`
 * gets the body that would have been sent. Status and headers are set on the response but haven't been sent.
 */
export function holdAnswer(response: ServerResponse, onEnd: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
  };
  const { writeHead, write, end } = response;
  Object.assign(response, {
    writeHead(status: number, headers: OutgoingHttpHeaders = {}) {
      response.statusCode = status;
      for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined) response.setHeader(name, value);
      }
      return response;
    },
    write(chunk: unknown) {
      keep(chunk);
      return true;
    },
    end(chunk?: unknown) {
      keep(chunk);
      Object.assign(response, { writeHead, write, end });
      for (const name of ['Content-Length', 'Transfer-Encoding']) response.removeHeader(name);
      onEnd(Buffer.concat(chunks));
      return response;
    },
  });
}
