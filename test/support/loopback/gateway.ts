import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { APPLICATION_ID, BOT_USER, GUILD, type Json } from './shapes.ts';

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

interface Session {
  id: string;
  /** Everything dispatched, `s` being its place plus one. */
  events: Json[];
  socket: WebSocket | null;
}

interface Payload {
  op: number;
  d: unknown;
}

export interface GatewayOptions {
  /** The token that is accepted now. */
  token: () => string;
  /** The gateway's own address, for READY. */
  url: () => string;
  /** Milliseconds between the client's heartbeats. */
  heartbeatInterval: number;
}

/** Gateway v10 for one bot: sessions outlive their sockets, so that RESUME can replay what was missed. */
export class Gateway {
  /** What clients did, in order: `identify`, `resume`, `heartbeat`. */
  readonly log: string[] = [];
  /** Intents of the last IDENTIFY. */
  intents: number | null = null;
  /** While false, heartbeats go unanswered, as when a connection died unnoticed. */
  acknowledgesHeartbeats = true;
  /** Close code for the next IDENTIFY, such as 4014. */
  refuseIdentifyWith: number | null = null;
  /** Whether the next RESUME is answered with INVALID_SESSION. */
  forgetsSessions = false;

  private readonly server: WebSocketServer;
  private readonly sessions = new Map<string, Session>();
  private readonly options: GatewayOptions;

  constructor(http: Server, options: GatewayOptions) {
    this.options = options;
    this.server = new WebSocketServer({ server: http });
    this.server.on('connection', (socket) => {
      this.greet(socket);
    });
  }

  /** Whether a session has a live connection. */
  get isReady(): boolean {
    return [...this.sessions.values()].some(
      ({ socket }) => socket !== null && socket.readyState === socket.OPEN,
    );
  }

  /** Sends an event to the bot, now or when it resumes. */
  dispatch(event: string, data: Json): void {
    for (const session of this.sessions.values()) {
      session.events.push({ op: OP.dispatch, t: event, s: session.events.length + 1, d: data });
      const payload = session.events.at(-1);
      if (payload !== undefined) this.send(session.socket, payload);
    }
  }

  /** Cuts every connection without a close frame, as a broken network does. */
  drop(): void {
    for (const session of this.sessions.values()) session.socket = null;
    for (const socket of this.server.clients) socket.terminate();
  }

  /** Closes every connection with a code, such as 4004. */
  closeWith(code: number): void {
    for (const socket of this.server.clients) socket.close(code);
  }

  stop(): void {
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
  }

  private send(socket: WebSocket | null, payload: Json): void {
    if (socket !== null && socket.readyState === socket.OPEN) socket.send(JSON.stringify(payload));
  }

  private greet(socket: WebSocket): void {
    this.send(socket, {
      op: OP.hello,
      d: { heartbeat_interval: this.options.heartbeatInterval },
      s: null,
      t: null,
    });
    socket.on('message', (raw: Buffer) => {
      this.receive(socket, JSON.parse(raw.toString('utf8')) as Payload);
    });
  }

  private receive(socket: WebSocket, { op, d }: Payload): void {
    if (op === OP.heartbeat) {
      this.log.push('heartbeat');
      if (this.acknowledgesHeartbeats) this.send(socket, { op: OP.heartbeatAck, d: null, s: null, t: null });
    } else if (op === OP.identify) this.identify(socket, d as { token: string; intents: number });
    else if (op === OP.resume) this.resume(socket, d as { token: string; session_id: string; seq: number });
  }

  private identify(socket: WebSocket, { token, intents }: { token: string; intents: number }): void {
    this.log.push('identify');
    this.intents = intents;
    if (token !== this.options.token()) {
      socket.close(4004, 'Authentication failed.');
      return;
    }
    if (this.refuseIdentifyWith !== null) {
      socket.close(this.refuseIdentifyWith);
      return;
    }
    const session: Session = { id: randomBytes(16).toString('hex'), events: [], socket };
    this.sessions.clear();
    this.sessions.set(session.id, session);
    this.dispatch('READY', {
      v: 10,
      user: BOT_USER,
      guilds: [{ id: GUILD.id, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: this.options.url(),
      application: { id: APPLICATION_ID, flags: 0 },
    });
    this.dispatch('GUILD_CREATE', GUILD);
  }

  private resume(
    socket: WebSocket,
    { token, session_id, seq }: { token: string; session_id: string; seq: number },
  ): void {
    this.log.push('resume');
    if (token !== this.options.token()) {
      socket.close(4004, 'Authentication failed.');
      return;
    }
    const session = this.sessions.get(session_id);
    if (session === undefined || this.forgetsSessions) {
      this.forgetsSessions = false;
      this.send(socket, { op: OP.invalidSession, d: false, s: null, t: null });
      return;
    }
    session.socket = socket;
    for (const event of session.events.slice(seq)) this.send(socket, event);
    this.dispatch('RESUMED', {});
  }
}
