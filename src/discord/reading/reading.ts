import type { Feature } from '../feature.ts';
import { article } from './article.ts';
import { articlePages, articles } from './articles.ts';
import { chosenArticleOutline, outlineOfAnswer, outlinePages } from './outlines.ts';
import { phrasePages, quote } from './quote.ts';
import { readSection, turnPage } from './read-pages.ts';
import { nextParagraph, readAround, readParagraph } from './read-paragraphs.ts';

/** Looking around in the articles without asking. */
export const reading: Feature = {
  slashCommands: [articles, article, quote],
  components: [
    articlePages,
    chosenArticleOutline,
    outlineOfAnswer,
    outlinePages,
    readSection,
    turnPage,
    readParagraph,
    readAround,
    nextParagraph,
    phrasePages,
  ],
};
