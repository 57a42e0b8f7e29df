import type { Action, Outcome } from '../protocol.ts';
import type { Client } from './client.ts';
import { openModal } from './modal.ts';
import type { Store } from './store.ts';
import type { Toast } from './toast.ts';

/** Does what a person asks for, and shows what comes of it: a form, or that there was no response. */
export class Doer {
  private readonly client: Client;
  private readonly store: Store;
  private readonly toast: Toast;

  constructor(client: Client, store: Store, toast: Toast) {
    this.client = client;
    this.store = store;
    this.toast = toast;
  }

  /** @returns whether it went through. */
  async do(action: Action): Promise<boolean> {
    const outcome = await this.ask(action);
    if (outcome === null) return false;
    if (outcome.kind === 'unanswered') this.toast.show(this.store.words.unanswered);
    if (outcome.kind === 'modal') {
      const { interactionId, modal } = outcome;
      openModal(modal, this.store, (fields) => this.do({ kind: 'submit', interactionId, fields }));
    }
    return outcome.kind !== 'unanswered';
  }

  /** What the bot offers for an option; nothing when it does not respond. */
  async choices(action: Action & { kind: 'type' }): Promise<{ name: string; value: string | number }[]> {
    const outcome = await this.ask(action);
    return outcome?.kind === 'choices' ? outcome.choices : [];
  }

  private async ask(action: Action): Promise<Outcome | null> {
    try {
      return await this.client.act(action);
    } catch (error) {
      this.toast.show(error instanceof Error ? error.message : String(error));
      return null;
    }
  }
}
