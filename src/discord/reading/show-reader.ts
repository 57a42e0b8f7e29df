import { MessageFlags, type MessageComponentInteraction } from 'discord.js';
import { refusal, type Refusal } from '../refusal.ts';
import { FAILURE_WORDING } from '../wording/failure.ts';

/** Opens a reader, a message that only the person sees, beside the one whose button was pressed; `editReply` fills it. */
export async function openReader(interaction: MessageComponentInteraction): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
}

/** The message whose button was pressed changes where it stands, for all who see it. */
export async function changeInPlace(interaction: MessageComponentInteraction): Promise<void> {
  await interaction.deferUpdate();
}

/** Goes on in the reader, or opens one when the message is there for everyone. */
export async function openOrGoOn(interaction: MessageComponentInteraction): Promise<void> {
  if (interaction.message.flags.has(MessageFlags.Ephemeral)) await changeInPlace(interaction);
  else await openReader(interaction);
}

/** What was chosen from a menu of one choice. @throws Refusal when the component is no such menu. */
export function chosenValue(interaction: MessageComponentInteraction): string {
  const value = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
  if (value === undefined) throw unreadable();
  return value;
}

/** For a number in a custom id. @throws Refusal when there is none: the button is from another version. */
export function required(number: number | null): number {
  if (number === null) throw unreadable();
  return number;
}

export function unreadable(): Refusal {
  return refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
}
