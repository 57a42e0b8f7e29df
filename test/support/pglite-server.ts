import { createServer, type Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';

export interface PgliteServer {
  /** `postgres://...` on this machine. */
  url: string;
  close: () => Promise<void>;
}

/**
 * PostgreSQL in this process (PGlite: compiled to WebAssembly, in memory, with pgvector) behind a socket of this machine.
 *
 * It has ONE session for all connections. They take turns: a transaction holds up every other connection, and what a session
 * sets (`SET`, temporary tables, advisory locks) is everybody's. So nothing here shows what two transactions do to each
 * other; those tests need `TEST_DATABASE_URL`.
 *
 * The package `@electric-sql/pglite-socket` is not used: it lets the messages of two connections alternate within one
 * statement, so that one loses the statement that it has just prepared (0.2.17, 'portal "" does not exist').
 */
export async function startPglite(): Promise<PgliteServer> {
  const db = await PGlite.create({ extensions: { vector } });
  const turns = new Turns();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const session = new Session(socket, db, turns);
    // An answer is several small writes: put together, they would wait 40 ms for each other.
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      session.receive(bytes);
    });
    // A client that is killed resets its connection; what follows is the same as when it leaves.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      session.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('PGlite has no port');
  return {
    url: `postgres://postgres@127.0.0.1:${address.port}/postgres`,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await turns.take();
      await db.close();
    },
  };
}

/** Lets one connection at a time have the session. */
class Turns {
  #last: Promise<void> = Promise.resolve();

  /** @returns what ends the turn, once it has come */
  async take(): Promise<() => void> {
    const before = this.#last;
    let end: () => void = () => undefined;
    this.#last = new Promise((resolve) => (end = resolve));
    await before;
    return end;
  }
}

/** Codes in place of a protocol version (https://www.postgresql.org/docs/current/protocol-message-formats.html). */
const [CANCEL, TLS, GSS] = [80877102, 80877103, 80877104];
/** Messages after which the server has its say and the session is ready for the next: Query and Sync. */
const LAST = new Set(['Q', 'S']);

/** One connection: puts what it sends together until the server is to answer, and has it answered in its turn. */
class Session {
  readonly #socket: Socket;
  readonly #db: PGlite;
  readonly #turns: Turns;
  #received: Buffer = Buffer.alloc(0);
  #hasStarted = false;
  #exchange: Buffer[] = [];
  /** Ends this connection's turn; `null` while it is not its turn. */
  #endTurn: (() => void) | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(socket: Socket, db: PGlite, turns: Turns) {
    this.#socket = socket;
    this.#db = db;
    this.#turns = turns;
  }

  receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (let message = this.#nextMessage(); message !== null; message = this.#nextMessage()) {
      if (this.#hasStarted) this.#take(message);
      else this.#start(message);
    }
  }

  /** Undoes the transaction that the client has left, and lets the next connection have its turn. */
  end(): void {
    this.#work = this.#work.then(async () => {
      if (this.#endTurn === null) return;
      await this.#db.exec('ROLLBACK');
      this.#endTurn();
    });
  }

  #nextMessage(): Buffer | null {
    // The first messages of a connection have no letter before their length.
    const letter = this.#hasStarted ? 1 : 0;
    if (this.#received.length < letter + 4) return null;
    const length = letter + this.#received.readInt32BE(letter);
    if (this.#received.length < length) return null;
    const message = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return message;
  }

  #start(message: Buffer): void {
    const code = message.readInt32BE(4);
    if (code === TLS || code === GSS) this.#socket.write('N');
    else if (code === CANCEL) this.#socket.end();
    else {
      this.#hasStarted = true;
      this.#answer([message]);
    }
  }

  #take(message: Buffer): void {
    const letter = message.toString('latin1', 0, 1);
    if (letter === 'X') {
      this.#socket.end();
      return;
    }
    this.#exchange.push(message);
    if (!LAST.has(letter)) return;
    this.#answer(this.#exchange);
    this.#exchange = [];
  }

  #answer(exchange: Buffer[]): void {
    this.#work = this.#work.then(async () => {
      // Whoever has left by now wants nothing done.
      if (!this.#socket.readable) return;
      this.#endTurn ??= await this.#turns.take();
      let last: Uint8Array = new Uint8Array();
      for (const message of exchange) {
        last = await this.#db.execProtocolRaw(message);
        if (this.#socket.writable) this.#socket.write(last);
      }
      // ReadyForQuery ends with I when no transaction is open.
      if (last.at(-1) !== 'I'.charCodeAt(0)) return;
      this.#endTurn();
      this.#endTurn = null;
    });
  }
}
