import type { APIEmbed } from 'discord.js';
import type { ArticleSummary } from '../engine.ts';
import { escapeMarkdown } from './escape.ts';
import { cut, EMBED_LIMITS } from './limits.ts';
import { COLOURS, message, type Message } from './message.ts';
import { titleMarkdown } from './render-answer.ts';
import { wordingFor, type Wording } from './wording/wording.ts';

/** The list of articles, as many as one embed holds; how many are left out is said below it. */
export function renderArticles(articles: readonly ArticleSummary[], locale: string): Message {
  const wording = wordingFor(locale);
  if (articles.length === 0)
    return message({ embeds: [{ color: COLOURS.none, description: wording.articlesEmpty }] });

  let description = '';
  let shown = 0;
  for (const article of articles) {
    const entry = `${shown === 0 ? '' : '\n\n'}${renderArticle(article, wording)}`;
    if (description.length + entry.length > EMBED_LIMITS.description) break;
    description += entry;
    shown += 1;
  }
  const embed: APIEmbed = {
    color: COLOURS.neutral,
    title: wording.articlesHeading(articles.length),
    description,
  };
  if (shown < articles.length) embed.footer = { text: wording.articlesMore(articles.length - shown) };
  return message({ embeds: [embed] });
}

function renderArticle(article: ArticleSummary, wording: Wording): string {
  const facts = [
    article.source === null ? '' : escapeMarkdown(cut(article.source, 40)),
    article.published === null ? '' : escapeMarkdown(cut(article.published, 10)),
    wording.articleFacts({ sections: article.sections.length, paragraphs: article.paragraphs }),
  ].filter((fact) => fact !== '');
  return `**${titleMarkdown(article)}**\n${facts.join(wording.separator)}`;
}
