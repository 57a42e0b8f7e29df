import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import type { ArticleSummary, Engine } from '../../engine.ts';
import { escapeMarkdown, plainLine } from '../escape.ts';
import type { Context } from '../feature.ts';
import { cut } from '../limits.ts';
import { refusal } from '../refusal.ts';
import { settledWithin } from '../settled-within.ts';
import { FAILURE_WORDING } from '../wording/failure.ts';
import { articleChoices, chosenArticle } from './article-choices.ts';

/** Milliseconds that autocomplete waits for an index still opening, of the 3 seconds Discord gives. */
const AUTOCOMPLETE_PATIENCE = 1500;

/**
 * The article that the option `article` names; `null` when it was left out.
 * @throws Refusal when it names none, or more than one.
 */
export function articleOption(
  interaction: ChatInputCommandInteraction,
  engine: Engine,
): ArticleSummary | null {
  const typed = interaction.options.getString('article');
  if (typed === null) return null;
  const chosen = chosenArticle(engine.articles(), typed);
  if (chosen !== null) return chosen;
  const shown = escapeMarkdown(cut(plainLine(typed), 100));
  throw refusal(FAILURE_WORDING, ({ articleUnknown }) => articleUnknown(shown));
}

/** Offers titles while a person types into the option `article`. */
export async function suggestArticles(
  interaction: AutocompleteInteraction,
  { engine: opening }: Context,
): Promise<void> {
  const engine = await settledWithin(opening, AUTOCOMPLETE_PATIENCE);
  const typed = interaction.options.getFocused();
  await interaction.respond(engine === null ? [] : articleChoices(engine.articles(), typed));
}
