import type { ChatInputCommandInteraction } from 'discord.js';
import type { Context } from '../feature.ts';
import { message } from '../message.ts';
import { articleOf, materialOrEnd } from './end-study.ts';
import { inTurn } from './in-turn.ts';
import { openStudy, placeIn, saveStudy, studyBeforeReply } from './kept-study.ts';
import { linkTo } from './moved-on.ts';
import { renderPlace } from './render-place.ts';
import { renderScore } from './render-score.ts';
import { post, stands, threadOf } from './study-thread.ts';

/** `/study score`: for all in the thread, with a link to where the group is. A message that was deleted is shown again. */
export async function score(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const { channelId, client } = interaction;
  await studyBeforeReply(context, channelId);
  await interaction.deferReply();
  const engine = await context.engine;
  await inTurn(channelId, async () => {
    let study = await openStudy(context, channelId);
    const thread = await threadOf(client, channelId);
    if (!(await stands(thread, study.messageId))) {
      const material = await materialOrEnd(engine, study, thread, context);
      const { session, locale } = study;
      const again = await post(thread, renderPlace(material, placeIn(study), session, locale));
      study = { ...study, messageId: again.id };
      await saveStudy(context.state, study);
    }
    const { session, locale } = study;
    const here = linkTo(study);
    await interaction.editReply(
      message({ embeds: [renderScore(session, { article: articleOf(engine, study), here, locale })] }),
    );
  });
}
