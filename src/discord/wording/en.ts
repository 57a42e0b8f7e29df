import type { Wording } from './wording.ts';

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export const en: Wording = {
  commands: {
    ask: { name: 'ask', description: 'Find the answer in our articles, quoted with its source' },
    askQuestion: { name: 'question', description: 'What would you like to know? One sentence is enough' },
    askArticle: { name: 'article', description: 'Look in this article only' },
    askPrivate: { name: 'private', description: 'Only you see the reply' },
    articles: { name: 'articles', description: 'See which articles are here' },
  },
  heading: {
    answered: null,
    related: 'No direct answer, but these passages come close',
    none: 'Not in these articles',
  },
  unsure: 'Not a sure match: please check it against the article.',
  paragraph: (paragraph) => `paragraph ${paragraph}`,
  separator: ' · ',
  noneAbout: (titles, more) =>
    `The articles here are:\n${titles}${more > 0 ? `\nand ${more} more: \`/articles\` lists them all.` : ''}\n\nTry other words, or ask about the people, events and figures in them.`,
  noneInArticle: (title) =>
    `${title} does not mention it.\n\nAsk again without choosing an article to search them all.`,
  articlesHeading: (count) => `${counted(count, 'article')} to ask about`,
  articleFacts: ({ sections, paragraphs }) =>
    sections > 0
      ? `${counted(sections, 'section')}, ${counted(paragraphs, 'paragraph')}`
      : counted(paragraphs, 'paragraph'),
  articlesMore: (more) =>
    `And ${more} more. Type a few letters of a title under "article" in /ask to find one.`,
  articlesEmpty: 'There are no articles yet. A moderator can add some and rebuild the index.',
  failure: {
    questionEmpty: 'I could not see a question. Write what you would like to know in one sentence.',
    questionTooLong: 'That question is too long. Please shorten it to a sentence or two.',
    articleUnknown: (typed) =>
      `There is no article "${typed}" here. Pick one from the list as you type, or see \`/articles\`.`,
    indexUnavailable:
      'The article index cannot be used right now. Please tell a moderator; the log has the details.',
    unknownCommand: 'This command is no longer available. Restart Discord to see the current list.',
    unexpected: (reference) =>
      `Sorry, something went wrong and I could not answer. Please try again; if it keeps happening, give a moderator the reference \`${reference}\`.`,
  },
};
