import { connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A network between a client and a server that can fail, for the running test. */
export class TcpProxy {
  /** How many connections were made through it. */
  connections = 0;
  /** Called with what a client sends, before it is passed on. */
  onSent: (bytes: Buffer) => void = () => undefined;
  /** While set, nothing comes through either way, and nobody is told. */
  isStalled = false;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  /** 0 until it listens. */
  #port = 0;

  private constructor(target: URL) {
    this.#server = createServer((client) => {
      this.connections++;
      const server = connect(Number(target.port), target.hostname);
      client.on('data', (bytes) => {
        this.onSent(bytes);
        if (!this.isStalled) server.write(bytes);
      });
      server.on('data', (bytes) => {
        if (!this.isStalled) client.write(bytes);
      });
      for (const [socket, other] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#sockets.add(socket);
        socket.setNoDelay(true);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
      }
    });
  }

  /** @returns it, and the address of the same database through it */
  static async before(url: string): Promise<{ proxy: TcpProxy; url: string }> {
    const proxied = new URL(url);
    const proxy = new TcpProxy(new URL(url));
    await proxy.reopen();
    onTestFinished(() => {
      proxy.shut();
    });
    proxied.hostname = '127.0.0.1';
    proxied.port = String(proxy.#port);
    return { proxy, url: proxied.href };
  }

  /** Breaks every connection that there is. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Takes no more connections, and breaks those that there are. */
  shut(): void {
    this.#server.close();
    this.cut();
  }

  /** Takes connections, again at the same address. */
  async reopen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address !== null && typeof address !== 'string') this.#port = address.port;
  }
}
