import { editProblems, messageProblems } from './body-limits.ts';
import { MESSAGE_FLAG, type StoredMessage } from './entities.ts';
import { INTERACTION_TYPE, type Tracked } from './interaction.ts';
import { TOKEN_LIFE, type Ledger } from './ledger.ts';
import { isEphemeral, partsOf } from './message-body.ts';
import { Refusal, refuseBroken } from './refusals.ts';
import { APPLICATION_ID, type Json } from './shapes.ts';
import type { World } from './world.ts';

/** What a bot does with an interaction's token after the acknowledgement. All throw {@link Refusal}. */
export class Webhooks {
  private readonly world: World;
  private readonly ledger: Ledger;

  constructor(world: World, ledger: Ledger) {
    this.world = world;
    this.ledger = ledger;
  }

  /**
   * The message with an id, or `@original`.
   * @param applicationId as in the address.
   */
  find(applicationId: string, token: string, id: string): { tracked: Tracked; message: StoredMessage } {
    const tracked = this.opened(applicationId, token);
    const { original, source, followUps } = tracked;
    const own = [original, source, ...followUps];
    const message = id === '@original' ? original : own.find((each) => each?.id === id);
    if (message === undefined || message === null || message.isDeleted) throw new Refusal(10008);
    return { tracked, message };
  }

  /** A follow-up. The first one after a deferred reply takes that reply's place, and keeps who sees it. */
  followUp(applicationId: string, token: string, body: Json): StoredMessage {
    const tracked = this.opened(applicationId, token);
    const isUnanswerable = tracked.type === INTERACTION_TYPE.autocomplete || tracked.acknowledgedAt === null;
    if (isUnanswerable) throw new Refusal(10015);
    refuseBroken(messageProblems(body));
    const { original } = tracked;
    if (original !== null && !original.isDeleted && (original.flags & MESSAGE_FLAG.loading) !== 0) {
      this.change(tracked, original, body);
      return original;
    }
    const message = this.ledger.answer(tracked, body, { isPrivate: isEphemeral(body), isFollowUp: true });
    tracked.followUps.push(message);
    this.world.announce({ kind: 'interaction', tracked });
    return message;
  }

  edit(applicationId: string, token: string, id: string, body: Json): StoredMessage {
    const { tracked, message } = this.find(applicationId, token, id);
    refuseBroken(editProblems(body, message));
    if (message === tracked.original) tracked.edits += 1;
    this.change(tracked, message, body);
    return message;
  }

  delete(applicationId: string, token: string, id: string): void {
    this.world.deleteMessage(this.find(applicationId, token, id).message);
  }

  private opened(applicationId: string, token: string): Tracked {
    const tracked = this.ledger.tracked.get(token);
    if (tracked === undefined || applicationId !== APPLICATION_ID) throw new Refusal(10015);
    if (this.ledger.now() - tracked.sentAt > TOKEN_LIFE) throw new Refusal(50027);
    return tracked;
  }

  private change(tracked: Tracked, message: StoredMessage, body: Json): void {
    this.ledger.countPings(body);
    message.flags &= ~MESSAGE_FLAG.loading;
    if (message === tracked.original) tracked.isAnswered = true;
    this.world.edit(message, partsOf(this.world, body));
    this.world.announce({ kind: 'interaction', tracked });
  }
}
