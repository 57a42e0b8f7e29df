import type { Article, Span } from '../corpus/article.ts';
import { overlap } from '../corpus/span.ts';
import { answerQuestion, round } from './answer-question.ts';
import type { Answer } from './answer.ts';
import { readFollowUp, type FollowUp } from './follow-up-cues.ts';
import { nthItem } from './follow-up-item.ts';
import type { Place } from './follow-up-place.ts';
import { combineQuestions } from './follow-up-question.ts';
import { answerSearch, only, type Search, type Sources as SearchSources } from './follow-up-search.ts';
import type { Ranker } from './ranker.ts';

/** What was said before a question that goes on from it. */
export interface PreviousAnswer {
  /** As it was asked; may be cut at its end. */
  question: string;
  /** The best quote that answered it; `null` when none did. */
  quote: ({ articleId: string } & Span) | null;
}

/** Where an answer comes from. */
export interface Sources extends SearchSources {
  /** `null` when the index holds none with this ID: it may have been swapped since the earlier answer. */
  article: (id: string) => Promise<Article | null>;
}

/** How much surer an answer from elsewhere must be than one from the article that is being spoken of. */
const ELSEWHERE = 0.15;
/** Characters before and after a quote in which names are looked for. */
const SURROUNDINGS = 20_000;

/**
 * Answers a question that goes on from an earlier one. A list's item is quoted directly; all else is searched with the words
 * that the question leaves out, in all articles and, when the best is not from the earlier one, in that alone too.
 * @param articleId answer from this article only
 */
export async function answerFollowUp(
  question: string,
  followUp: FollowUp,
  previous: PreviousAnswer,
  sources: Sources,
  articleId?: string,
): Promise<Answer> {
  const near = await nearOf(previous, sources);
  const within = near && (articleId === undefined || articleId === near.article.id) ? near : null;
  const place = placeOf(followUp, previous);
  if (place && within) {
    const noun = followUp.kind === 'item' ? followUp.noun : '';
    const found = nthItem(within.article, { previous: previous.question, quote: within.quote, noun }, place);
    if (found === 'beyond' && followUp.kind === 'item')
      return { question, state: 'none', confidence: 0, quotes: [] };
    if (found !== null && found !== 'beyond') {
      const { score } = found.quote;
      return { question, state: 'answered', confidence: score, quotes: [found.quote] };
    }
  }
  // Whoever names the items of a list that is not here speaks of another article.
  if (followUp.kind === 'item' && followUp.noun !== '')
    return answerQuestion(await sources.retrieve(question, only(articleId)), sources.ranker);
  const asked: Searched =
    followUp.kind === 'item' ? { kind: 'about', own: question, pronoun: null } : followUp;
  const search: Search = {
    text: combineQuestions(previous.question, asked, near && excerptOf(near)),
    subject: asked.kind === 'instead' ? asked.own : null,
    without: asked.kind === 'more' && near ? seen(near, previous.question) : null,
  };
  const anywhere = await answerSearch(search, articleId, sources);
  const best = anywhere.quotes[0];
  const elsewhere =
    articleId === undefined && search.subject === null && near && best?.articleId !== near.article.id;
  const here = elsewhere ? await answerSearch(search, near.article.id, sources) : anywhere;
  const chosen =
    here.state !== 'none' && here.confidence + ELSEWHERE >= anywhere.confidence ? here : anywhere;
  return {
    ...(near && echoes(chosen, near, previous.question) ? lowered(chosen, sources.ranker) : chosen),
    question,
  };
}

type Searched = Exclude<FollowUp, { kind: 'item' }>;

/** Whether the answer is the earlier quote, found by its own words because the earlier question had none. */
function echoes({ quotes: [best] }: Answer, { article, quote }: Near, previous: string): boolean {
  if (!best || best.articleId !== article.id || !overlap(best, quote)) return false;
  return readFollowUp(previous) !== null;
}

/** A match of a quote with itself says little: half as sure, and what only came near is none. */
function lowered(answer: Answer, { answered }: Ranker): Answer {
  const confidence = round(answer.confidence / 2);
  const less = answer.state === 'answered' ? 'related' : 'none';
  const state = confidence >= answered ? 'answered' : less;
  const quotes =
    state === 'none' ? [] : answer.quotes.map((quote) => ({ ...quote, score: round(quote.score / 2) }));
  return { ...answer, confidence, state, quotes };
}

/** The place in a list that is asked for; after an item, "還有呢?" is the next one. */
function placeOf(followUp: FollowUp, previous: PreviousAnswer): Place | null {
  if (followUp.kind === 'item') return followUp.place;
  const goesOn = followUp.kind === 'more' && followUp.pronoun === null;
  return goesOn && readFollowUp(previous.question)?.kind === 'item' ? { from: 'here', nth: 1 } : null;
}

interface Near {
  article: Article;
  quote: Span;
}

/** The earlier quote and its article; `null` when there is none, or the article is no longer as it was. */
async function nearOf({ quote }: PreviousAnswer, sources: Sources): Promise<Near | null> {
  if (quote === null) return null;
  const article = await sources.article(quote.articleId);
  const { start, end } = quote;
  return article && start >= 0 && start < end && end <= article.text.length
    ? { article, quote: { start, end } }
    : null;
}

function excerptOf({ article: { text }, quote }: Near): { quote: string; surroundings: string } {
  return {
    quote: text.slice(quote.start, quote.end),
    surroundings: text.slice(Math.max(0, quote.start - SURROUNDINGS), quote.end + SURROUNDINGS),
  };
}

/**
 * What need not be quoted again: the earlier quote. When that was more of something already, also what stands before it in its
 * section, because the quotes before it are not known here, and a reader who goes on reads downwards.
 */
function seen({ article, quote }: Near, previous: string): { articleId: string } & Span {
  const section = article.sections.findLast(({ start }) => start <= quote.start);
  const start = readFollowUp(previous)?.kind === 'more' ? (section?.start ?? quote.start) : quote.start;
  return { articleId: article.id, start: Math.min(start, quote.start), end: quote.end };
}
