import type { Act, Action, Outcome, Update } from '../protocol.ts';
import type { Store } from './store.ts';

/** The page's line to its server. */
export class Client {
  private readonly store: Store;
  private events: EventSource | null = null;

  constructor(store: Store) {
    this.store = store;
  }

  /** Sees from now on what a person sees; the server's first person when the id is empty. */
  follow(personId: string): void {
    this.events?.close();
    const events = new EventSource(`/updates?person=${encodeURIComponent(personId)}`);
    events.onmessage = ({ data }: MessageEvent<string>) => {
      this.store.apply(JSON.parse(data) as Update);
    };
    // The browser connects again by itself, and is sent everything anew.
    const setConnected = (isConnected: boolean) => (): void => {
      if (this.store.isConnected !== isConnected)
        this.store.change(() => (this.store.isConnected = isConnected));
    };
    events.onerror = setConnected(false);
    events.onopen = setConnected(true);
    this.events = events;
  }

  /** @throws Error with a sentence when it was refused. */
  async act(action: Action): Promise<Outcome> {
    const act: Act = { personId: this.store.me, locale: this.store.locale, action };
    const response = await fetch('/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    });
    const body = (await response.json()) as Outcome | { error: string };
    if ('error' in body) throw new Error(body.error);
    return body;
  }
}
