import type { Span } from '../corpus/article.ts';
import { isCharacter, tokenize } from '../corpus/tokens.ts';
import { analyzeQuestion } from '../retrieval/analyze-question.ts';
import type { Retrieval, RetrieveOptions } from '../retrieval/passage-retriever.ts';
import { answerQuestion } from './answer-question.ts';
import type { Answer, Quote } from './answer.ts';
import type { Ranker } from './ranker.ts';

export interface Sources {
  ranker: Ranker;
  retrieve: (text: string, options: RetrieveOptions) => Promise<Retrieval>;
}

/** What is searched for in the place of a question that leaves words out. */
export interface Search {
  text: string;
  /** What the question is about in the place of something else, folded. */
  subject: string | null;
  /** Not to be quoted again. */
  without: ({ articleId: string } & Span) | null;
}

/**
 * Answers a search. One with a subject of its own is not answered by a quote that says nothing of it, however well all else
 * fits: that is the earlier answer again. What the articles say of the subject is shown instead, and no surer than that was.
 * @param articleId answer from this article only
 */
export async function answerSearch(
  { text, subject, without }: Search,
  articleId: string | undefined,
  sources: Sources,
): Promise<Answer> {
  const retrieval = await sources.retrieve(text, only(articleId));
  const answer = answerQuestion(retrieval, sources.ranker, { without });
  const [best] = answer.quotes;
  if (subject === null || !best || speaksOf(subject, best, retrieval)) return answer;
  const none: Answer = { ...answer, state: 'none', confidence: 0, quotes: [] };
  if (isUnknown(subject, retrieval)) return none;
  const about = answerQuestion(await sources.retrieve(subject, only(articleId)), sources.ranker);
  const [first] = about.quotes;
  if (!first || !speaksOf(subject, first, retrieval)) return none;
  const confidence = Math.min(answer.confidence, about.confidence);
  const quotes = about.quotes.map((quote) => ({ ...quote, score: Math.min(quote.score, confidence) }));
  const state = answer.state === 'answered' ? about.state : answer.state;
  return { ...about, confidence, state, quotes };
}

export function only(articleId: string | undefined): RetrieveOptions {
  return articleId === undefined ? {} : { articleId };
}

/** Whether a quote's paragraph, or its heading, says the subject in any of the forms that were searched. */
function speaksOf(subject: string, quote: Quote, retrieval: Retrieval): boolean {
  const article = retrieval.articles.get(quote.articleId);
  const block = article?.blocks.find(({ paragraph }) => paragraph === quote.paragraph);
  const paragraph = block ? article?.text.slice(block.start, block.end) : undefined;
  const said = new Set(tokenize(`${quote.section ?? ''}\n${paragraph ?? quote.text}`));
  const forms = formsOf(subject, retrieval);
  return forms.length === 0 || forms.some((token) => said.has(token));
}

/** Whether no passage knows any word of the subject. */
function isUnknown(subject: string, retrieval: Retrieval): boolean {
  return formsOf(subject, retrieval).every((token) => (retrieval.frequencies.get(token) ?? 0) === 0);
}

/** The keyword tokens that say the subject in the articles; single characters say too little. */
function formsOf(subject: string, { terms }: Retrieval): string[] {
  const words = new Set(analyzeQuestion(subject).tokens.filter((token) => !isCharacter(token)));
  return terms
    .filter(({ token }) => words.has(token))
    .flatMap(({ forms }) => forms.map(({ token }) => token));
}
