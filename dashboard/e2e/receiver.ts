import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** What an endpoint answers a request with, and how long that takes. */
export interface Answer {
  status: number;
  body: string;
  afterMs: number;
}

/** An endpoint that keeps what it gets, and answers as it was told last. */
export class Receiver {
  readonly requests: Received[] = [];
  private readonly server: Server;
  private answer: () => Answer;

  private constructor(answer: () => Answer) {
    this.answer = answer;
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        const { status, body, afterMs } = this.answer();
        const type = body.startsWith('{') ? 'application/json' : 'text/plain';
        setTimeout(() => response.writeHead(status, { 'Content-Type': type }).end(body), afterMs);
      });
    });
  }

  static async start(answer = () => ({ status: 200, body: '', afterMs: 0 })): Promise<Receiver> {
    const receiver = new Receiver(answer);
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  answers(status: number, body = ''): void {
    this.answer = () => ({ status, body, afterMs: 0 });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
