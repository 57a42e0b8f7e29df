import type { MessageComponentInteraction } from 'discord.js';
import { settledWithin } from './settled-within.ts';

/**
 * Milliseconds that may pass before an interaction is acknowledged. Discord waits 3 seconds
 * (https://discord.com/developers/docs/interactions/receiving-and-responding), and telling it takes some of them.
 */
export const UNTIL_ACKNOWLEDGED = 2000;

/**
 * Acknowledges a button once its work is done, so that what a person set is on disk when the button comes to rest. Work that
 * takes longer than Discord waits is acknowledged before, and done when this resolves.
 * @throws what the work rejects with
 */
export async function acknowledgeWhenDone<Result>(
  interaction: MessageComponentInteraction,
  work: Promise<Result>,
): Promise<Result> {
  await settledWithin(work, UNTIL_ACKNOWLEDGED);
  await interaction.deferUpdate();
  return work;
}
