import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FootnoteError, messageOf } from '../../src/errors.ts';
import type { PageFile } from './page-files.ts';
import type { Act, Outcome, Update } from './protocol.ts';
import { actSchema } from './act.ts';

/** Bytes of an action: a form with five long answers fits. */
const LONGEST_BODY = 100_000;
/** Nothing is loaded from anywhere but this server, and no page elsewhere may frame it. */
const POLICY =
  "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface PageOptions {
  files: Map<string, PageFile>;
  act: (act: Act) => Promise<Outcome>;
  /**
   * Sends a person's updates until the returned function is called; `null` when there is no such person.
   */
  follow: (personId: string, send: (update: Update) => void) => (() => void) | null;
}

/**
 * Serves the page on 127.0.0.1. Requests that name another host or come from another origin are refused, so that no web
 * site can drive it, not even one whose name was made to point here.
 */
export class PageServer {
  private readonly options: PageOptions;
  private readonly http: Server;

  private constructor(options: PageOptions) {
    this.options = options;
    this.http = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        if (!response.headersSent) sayJson(response, 500, { error: messageOf(error) });
        else response.end();
      });
    });
  }

  /**
   * @param port 0 for any free one.
   * @throws FootnoteError `preview-port` when it cannot listen there.
   */
  static async start(port: number, options: PageOptions): Promise<PageServer> {
    const server = new PageServer(options);
    try {
      await new Promise<void>((resolve, reject) => {
        server.http.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
    } catch (error) {
      throw portUnavailable(port, error as NodeJS.ErrnoException);
    }
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.http.close(resolve));
    this.http.closeAllConnections();
    await closed;
  }

  private get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-store');
    const { host = '', origin } = request.headers;
    const hosts = [`127.0.0.1:${this.port}`, `localhost:${this.port}`];
    if (!hosts.includes(host) || (origin !== undefined && origin !== `http://${host}`)) {
      sayJson(response, 403, { error: `This preview answers only its own page, ${this.url}.` });
      return;
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const route = `${request.method ?? ''} ${pathname}`;
    if (route === 'POST /act') await this.act(request, response);
    else if (route === 'GET /updates') this.follow(searchParams.get('person') ?? '', request, response);
    else this.serveFile(request, response, pathname);
  }

  private serveFile({ method }: IncomingMessage, response: ServerResponse, path: string): void {
    const file = this.options.files.get(path);
    if (method !== 'GET' || file === undefined) {
      sayJson(response, 404, { error: `There is no ${path} here.` });
      return;
    }
    response.writeHead(200, { 'content-type': file.type }).end(file.body);
  }

  private async act(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A form of another site can send text, but neither this type nor, in any browser, no origin.
    if (request.headers['content-type'] !== 'application/json' || request.headers.origin === undefined) {
      sayJson(response, 403, { error: 'Only the page itself may act.' });
      return;
    }
    const body = await bodyOf(request);
    if (body === null) {
      sayJson(response, 413, { error: `An action has at most ${LONGEST_BODY} bytes.` });
      return;
    }
    let outcome: Outcome;
    try {
      outcome = await this.options.act(actSchema.parse(JSON.parse(body)));
    } catch (error) {
      sayJson(response, 400, { error: messageOf(error) });
      return;
    }
    sayJson(response, 200, outcome);
  }

  /** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
  private follow(personId: string, request: IncomingMessage, response: ServerResponse): void {
    const early: Update[] = [];
    let send = (update: Update): void => void early.push(update);
    const stop = this.options.follow(personId, (update) => {
      send(update);
    });
    if (stop === null) {
      sayJson(response, 404, { error: `There is nobody with the id "${personId}".` });
      return;
    }
    request.once('close', stop);
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    send = (update) => response.write(`data: ${JSON.stringify(update)}\n\n`);
    early.forEach(send);
  }
}

function portUnavailable(port: number, error: NodeJS.ErrnoException): FootnoteError {
  const why =
    error.code === 'EADDRINUSE'
      ? 'is in use, perhaps by another preview'
      : `cannot be listened on (${error.code ?? error.message})`;
  return new FootnoteError(
    'preview-port',
    `Port ${port} ${why}. Choose another: npm run preview -- --port ${port === 65_535 ? port - 1 : port + 1}`,
    { cause: error },
  );
}

/** `null` when it is too long; it is read to its end even so, since the answer is only heard after that. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= LONGEST_BODY) chunks.push(chunk as Buffer);
  }
  return length > LONGEST_BODY ? null : Buffer.concat(chunks).toString('utf8');
}

function sayJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
