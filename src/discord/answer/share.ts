import { userMention } from 'discord.js';
import type { ComponentHandler } from '../feature.ts';
import { message } from '../message.ts';
import { refusal } from '../refusal.ts';
import { rowsWithout } from '../rows-without.ts';
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
    const components = rowsWithout(shown, [SHARE_ID]);
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
