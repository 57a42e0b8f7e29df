import { userMention, type Message as DiscordMessage } from 'discord.js';
import { parseCustomId } from '../custom-id.ts';
import type { ComponentHandler } from '../feature.ts';
import { message, type Row } from '../message.ts';
import { refusal } from '../refusal.ts';
import { ANSWER_WORDING } from '../wording/answer.ts';
import { inLanguage } from '../wording/language.ts';

export const SHARE_ID = 'share';

/** Answers that are being shared or were a moment ago: two clicks at once come before the button is gone. */
const sharing = new Set<string>();
/** Answers remembered; the button of older ones is long gone. */
const REMEMBERED = 1000;

/** Makes a private answer public: the same quotations and buttons, and who shared it. */
export const share: ComponentHandler = {
  action: SHARE_ID,

  async execute(interaction) {
    const shown = interaction.message;
    if (sharing.has(shown.id)) throw refusal(ANSWER_WORDING, ({ alreadyShared }) => alreadyShared);
    remember(shown.id);
    const components = rowsWithoutShare(shown);
    try {
      await interaction.update({ components });
      const { sharedBy } = inLanguage(ANSWER_WORDING, interaction.guildLocale ?? interaction.locale);
      const embeds = shown.embeds.map((embed) => embed.data);
      await interaction.followUp(
        message({ content: sharedBy(userMention(interaction.user.id)), embeds, components }),
      );
    } catch (error) {
      sharing.delete(shown.id);
      throw error;
    }
  },
};

function remember(id: string): void {
  sharing.add(id);
  const [oldest] = sharing;
  if (sharing.size > REMEMBERED && oldest !== undefined) sharing.delete(oldest);
}

/** The rows of a message as data, less the button that shares it. */
function rowsWithoutShare(shown: DiscordMessage): Row[] {
  return rowsOf(shown)
    .map((row) => ({
      ...row,
      components: row.components.filter(
        (component) => !('custom_id' in component) || parseCustomId(component.custom_id).action !== SHARE_ID,
      ),
    }))
    .filter((row) => row.components.length > 0);
}

/** The rows of a message of the bot, which sends no other components. */
function rowsOf(shown: DiscordMessage): Row[] {
  return shown.components.map((component) => component.toJSON() as Row);
}
