import {
  ComponentType,
  MessageFlags,
  TextInputStyle,
  type APIModalInteractionResponseCallbackData,
  type BaseInteraction,
  type Message as DiscordMessage,
} from 'discord.js';
import { MOST_TRIES } from '../../study/session.ts';
import type { ComponentHandler, ModalHandler } from '../feature.ts';
import { say } from '../failure.ts';
import { refusal } from '../refusal.ts';
import { unreadable } from '../reading/show-reader.ts';
import { inLanguage } from '../wording/language.ts';
import { STUDY_REPLY_WORDING } from '../wording/study-replies.ts';
import { STUDY_WORDING } from '../wording/study.ts';
import { isAt, studyBeforeReply, type Study } from './kept-study.ts';
import { movedOn } from './moved-on.ts';
import { outcomeText } from './render-outcome.ts';
import { ANSWER, ANSWER_FIELD, ANSWER_FORM, parsePlace, placeId, type OpenPlace } from './study-ids.ts';
import { threadOf } from './study-thread.ts';
import { ANSWER_LENGTH, takeAnswer } from './take-answer.ts';

/** "Answer": opens a form, so that nobody else sees what one writes. */
export const answerButton: ComponentHandler = {
  action: ANSWER,

  async execute(interaction, args, context) {
    const place = parsePlace(args);
    const study = await studyBeforeReply(context, interaction.channelId);
    if (place === null || !isAt(study, place)) throw movedOn(study);
    requireTryLeft(study, interaction.user.id);
    await interaction.showModal(renderForm(place, quotationIn(interaction.message), interaction.locale));
  },
};

/** Nobody should write an answer only to hear that it cannot count. */
function requireTryLeft({ session }: Study, userId: string): void {
  const tried = session.tries.find((each) => each.userId === userId);
  if (tried?.isRight === true) throw refusal(STUDY_REPLY_WORDING, ({ outcome }) => outcome.alreadyRight);
  if (tried !== undefined && tried.used >= MOST_TRIES)
    throw refusal(STUDY_REPLY_WORDING, ({ outcome }) => outcome.noTriesLeft);
}

/** The form, sent off. */
export const answerForm: ModalHandler = {
  action: ANSWER_FORM,

  async execute(interaction, args, context) {
    const place = parsePlace(args);
    const { channelId, user, locale } = interaction;
    if (place === null || channelId === null) throw unreadable();
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const thread = await threadOf(interaction.client, channelId);
    const text = interaction.fields.getTextInputValue(ANSWER_FIELD);
    const answer = { userId: user.id, name: displayName(interaction), text, place };
    await takeAnswer(answer, thread, context, async (outcome, { session }) => {
      await interaction.editReply(say(outcomeText(outcome, user.id, session, locale)));
    });
  },
};

/**
 * The block quote that a question's message begins with: on a phone the form hides it. `null` when the message shows none.
 */
function quotationIn({ embeds }: DiscordMessage): string | null {
  return embeds.at(-1)?.description?.split('\n\n')[0] ?? null;
}

/** @param sentence Markdown above the field; `null` leaves it out. */
export function renderForm(
  place: OpenPlace,
  sentence: string | null,
  locale: string,
): APIModalInteractionResponseCallbackData {
  const { form } = inLanguage(STUDY_WORDING, locale);
  return {
    custom_id: placeId(ANSWER_FORM, place),
    title: form.title((place.question ?? 0) + 1),
    components: [
      ...(sentence === null ? [] : [{ type: ComponentType.TextDisplay as const, content: sentence }]),
      {
        type: ComponentType.Label,
        label: form.label,
        component: {
          type: ComponentType.TextInput,
          custom_id: ANSWER_FIELD,
          style: TextInputStyle.Short,
          placeholder: form.hint,
          max_length: ANSWER_LENGTH,
        },
      },
    ],
  };
}

/** As the server shows the person. */
function displayName(interaction: BaseInteraction): string {
  return interaction.inCachedGuild() ? interaction.member.displayName : interaction.user.displayName;
}
