import PQueue from 'p-queue';

/** Time, replaced in tests. */
export interface Clock {
  /** Milliseconds. */
  now: () => number;
  pause: (milliseconds: number) => Promise<void>;
}

interface Host {
  queue: PQueue;
  pauseMs: number;
  /** When the last request ended; `null` before the first. */
  ended: number | null;
}

/** Keeps requests to one host one after the other with a pause between them, and bounds how many run at once. */
export class Pace {
  private readonly hosts = new Map<string, Host>();
  private readonly all: PQueue;
  private readonly clock: Clock;
  private readonly pauseMs: number;

  constructor(clock: Clock, pauseMs: number, atOnce: number) {
    this.clock = clock;
    this.pauseMs = pauseMs;
    this.all = new PQueue({ concurrency: atOnce });
  }

  /** Sets the pause between two requests to a host, in milliseconds. */
  setPause(hostname: string, milliseconds: number): void {
    this.host(hostname).pauseMs = milliseconds;
  }

  /** Does `request` when it is this host's turn. */
  async run<T>(hostname: string, request: () => Promise<T>): Promise<T> {
    const host = this.host(hostname);
    return host.queue.add(async () => {
      const wait = host.ended === null ? 0 : host.ended + host.pauseMs - this.clock.now();
      if (wait > 0) await this.clock.pause(wait);
      try {
        return await this.all.add(request);
      } finally {
        host.ended = this.clock.now();
      }
    });
  }

  private host(hostname: string): Host {
    let host = this.hosts.get(hostname);
    if (host === undefined) {
      host = { queue: new PQueue({ concurrency: 1 }), pauseMs: this.pauseMs, ended: null };
      this.hosts.set(hostname, host);
    }
    return host;
  }
}
