import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { INTENT, PRIVILEGED_INTENTS } from './intents.ts';
import { APPLICATION_ID, BOT, userShape, type Json } from './shapes.ts';

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

/** A shard's number and how many there are. */
export type Shard = readonly [number, number];

interface Session {
  id: string;
  intents: number;
  shard: Shard;
  /** Everything dispatched, `s` being its place plus one. */
  events: Json[];
  socket: WebSocket | null;
}

interface Payload {
  op: number;
  d: unknown;
}

interface Identify {
  token: string;
  intents: number;
  shard?: Shard;
}

/** An event for those sessions that asked for its kind. */
export interface GatewayEvent {
  name: string;
  /** `null` for what belongs to no server; it goes to the first shard. */
  guildId: string | null;
  /** The intent that it needs, as a bit; 0 for none. */
  intent: number;
  /** Its data, as a session with these intents may read it. */
  data: (intents: number) => Json;
}

export interface GatewayOptions {
  /** The token that is accepted now. */
  token: () => string;
  /** The gateway's own address, for READY. */
  url: () => string;
  /** Milliseconds between the client's heartbeats. */
  heartbeatInterval: number;
  /** The servers that the bot is in, as GUILD_CREATE sends them. */
  guilds: () => { id: string; shape: Json }[];
}

/** Which shard hears of a server (https://discord.com/developers/docs/events/gateway#sharding). */
function shardOf(guildId: string | null, count: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/** Whether what a client says of itself names one of several: two whole numbers, the first below the second. */
function isShard(shard: Shard): boolean {
  const [id, count] = shard as readonly unknown[];
  return Number.isInteger(id) && Number.isInteger(count) && Number(id) >= 0 && Number(id) < Number(count);
}

/** Gateway v10 for one bot: sessions outlive their sockets, so that RESUME can replay what was missed. */
export class Gateway {
  /** What clients did, in order: `identify`, `identify too soon`, `resume`, `heartbeat`. */
  readonly log: string[] = [];
  /** Intents of the last IDENTIFY. */
  intents: number | null = null;
  /** While false, heartbeats go unanswered, as when a connection died unnoticed. */
  acknowledgesHeartbeats = true;
  /** Close code for the next IDENTIFY, such as 4014. */
  refuseIdentifyWith: number | null = null;
  /** Whether the bot's owner has switched on the privileged intents; otherwise asking for one is refused with 4014. */
  privilegedAllowed = false;
  /** Whether the bot is in too many servers for one session; IDENTIFY of one alone is refused with 4011 then. */
  shardingRequired = false;
  /** Milliseconds between two IDENTIFY of one bucket; Discord's is 5,000. 0 for no limit. */
  identifyInterval = 0;
  /** How many shards may identify at once: as many buckets there are, a shard's being its number modulo that. */
  maxConcurrency = 1;
  /** Whether the next RESUME is answered with INVALID_SESSION. */
  forgetsSessions = false;

  private readonly server: WebSocketServer;
  private readonly sessions = new Map<string, Session>();
  private readonly options: GatewayOptions;
  /** When each bucket identified last. */
  private readonly identifiedAt = new Map<number, number>();

  constructor(http: Server, options: GatewayOptions) {
    this.options = options;
    this.server = new WebSocketServer({ server: http });
    this.server.on('connection', (socket) => {
      this.greet(socket);
    });
  }

  /** Whether a session has a live connection. */
  get isReady(): boolean {
    return this.readyShards.length > 0;
  }

  /** Shards with a live connection, as `[number, count]`, in the order in which they identified. */
  get readyShards(): Shard[] {
    return [...this.sessions.values()]
      .filter(({ socket }) => socket !== null && socket.readyState === socket.OPEN)
      .map(({ shard }) => shard);
  }

  /** Sends an event to the sessions that asked for its kind, now or when they resume. */
  dispatch({ name, guildId, intent, data }: GatewayEvent): void {
    for (const session of this.sessions.values()) {
      const [shard, count] = session.shard;
      const isAskedFor = intent === 0 || (session.intents & intent) !== 0;
      if (isAskedFor && shardOf(guildId, count) === shard) this.push(session, name, data(session.intents));
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

  private push(session: Session, name: string, data: Json): void {
    const payload = { op: OP.dispatch, t: name, s: session.events.length + 1, d: data };
    session.events.push(payload);
    this.send(session.socket, payload);
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
    } else if (op === OP.identify) this.identify(socket, d as Identify);
    else if (op === OP.resume) this.resume(socket, d as { token: string; session_id: string; seq: number });
  }

  private identify(socket: WebSocket, { token, intents, shard = [0, 1] }: Identify): void {
    const isTooSoon = this.isTooSoon(shard);
    this.log.push(isTooSoon ? 'identify too soon' : 'identify');
    this.intents = intents;
    const isPrivileged = (intents & PRIVILEGED_INTENTS) !== 0;
    if (token !== this.options.token()) socket.close(4004, 'Authentication failed.');
    else if (this.refuseIdentifyWith !== null) socket.close(this.refuseIdentifyWith);
    else if (!isShard(shard)) socket.close(4010, 'Invalid shard.');
    else if (this.shardingRequired && shard[1] === 1) socket.close(4011, 'Sharding required.');
    else if (isPrivileged && !this.privilegedAllowed) socket.close(4014, 'Disallowed intent(s).');
    else if (isTooSoon) this.send(socket, { op: OP.invalidSession, d: false, s: null, t: null });
    else this.welcome(socket, intents, shard);
  }

  /** https://discord.com/developers/docs/events/gateway#rate-limiting */
  private isTooSoon([id]: Shard): boolean {
    const bucket = id % this.maxConcurrency;
    const now = performance.now();
    const isTooSoon = now - (this.identifiedAt.get(bucket) ?? -Infinity) < this.identifyInterval;
    if (!isTooSoon) this.identifiedAt.set(bucket, now);
    return isTooSoon;
  }

  private welcome(socket: WebSocket, intents: number, shard: Shard): void {
    const session: Session = { id: randomBytes(16).toString('hex'), intents, shard, events: [], socket };
    for (const [id, old] of this.sessions) if (old.shard[0] === shard[0]) this.sessions.delete(id);
    this.sessions.set(session.id, session);
    const guilds = this.options.guilds().filter(({ id }) => shardOf(id, shard[1]) === shard[0]);
    this.push(session, 'READY', {
      v: 10,
      user: userShape(BOT),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.options.url(),
      shard,
      application: { id: APPLICATION_ID, flags: 0 },
    });
    if ((intents & INTENT.guilds) === 0) return;
    for (const { shape } of guilds) this.push(session, 'GUILD_CREATE', shape);
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
    this.push(session, 'RESUMED', {});
  }
}
