import type { AnyThreadChannel, MessageComponentInteraction } from 'discord.js';
import { next } from '../../study/session.ts';
import type { ComponentHandler, Context } from '../feature.ts';
import { message, type Message } from '../message.ts';
import { endInThread, finalScore, materialOrEnd } from './end-study.ts';
import { inTurn } from './in-turn.ts';
import { findStudy, isAt, openStudy, placeIn, saveStudy, type Study } from './kept-study.ts';
import { movedOn } from './moved-on.ts';
import { renderPlace } from './render-place.ts';
import { renderSolution } from './render-question.ts';
import { NEXT, openPlace, parsePlace, type OpenPlace } from './study-ids.ts';
import type { Material } from './study-material.ts';
import { closeMessage, post, rowsWithoutStudy, threadOf } from './study-thread.ts';

/** "Questions", "Next", "Skip": the whole group goes on by one, however many press. */
export const moveOn: ComponentHandler = {
  action: NEXT,

  async execute(interaction, args, context) {
    const from = parsePlace(args);
    await interaction.deferUpdate();
    await inTurn(interaction.channelId, async () => {
      const study = await findStudy(context, interaction.channelId);
      if (study === null || !isAt(study, from)) await closeOwnMessage(interaction);
      const open = await openStudy(context, interaction.channelId);
      if (!isAt(open, from)) throw movedOn(open);
      await goOn(open, await threadOf(interaction.client, interaction.channelId), context);
    });
  },
};

/** A button that does nothing any more is taken away; that of the open message stays. */
async function closeOwnMessage(interaction: MessageComponentInteraction): Promise<void> {
  await interaction.editReply({ components: rowsWithoutStudy(interaction.message) });
}

/**
 * What comes next is shown before it is written down, so that a group is never where nothing is shown: when Discord refuses
 * the message, the old button works again.
 */
async function goOn(study: Study, thread: AnyThreadChannel, context: Context): Promise<void> {
  const engine = await context.engine;
  const material = await materialOrEnd(engine, study, thread, context);
  const { session, place } = next(study.session, Date.now());
  const there = openPlace(place);
  const solution = solutionOf(study, material);
  if (there === null) {
    const ended = { ...study, session };
    const end = message({ embeds: [...solution, finalScore(engine, ended)] });
    await endInThread(ended, thread, end, context);
    return;
  }
  const shown = await post(
    thread,
    withSolution(solution, renderPlace(material, there, session, study.locale)),
  );
  const { messageId, earlier } = study;
  await saveStudy(context.state, {
    ...study,
    session,
    messageId: shown.id,
    earlier: messageId === null ? earlier : [...earlier, messageId],
  });
  await closeMessage(thread, messageId, context.log);
}

function solutionOf(study: Study, material: Material): ReturnType<typeof renderSolution>[] {
  const { step, question }: OpenPlace = placeIn(study);
  if (question === null) return [];
  return [renderSolution(material, { step, question }, study.session, study.locale)];
}

function withSolution(solution: Message['embeds'], shown: Message): Message {
  return { ...shown, embeds: [...solution, ...shown.embeds] };
}
