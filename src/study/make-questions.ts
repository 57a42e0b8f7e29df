import type { Article, Sentence, Span } from '../corpus/article.ts';
import { Candidate } from './candidate.ts';
import { figureBlanks, nameBlanks, type Blank } from './find-blanks.ts';
import { knownNames, type KnownNames } from './known-names.ts';
import type { StudyQuestion } from './question.ts';
import { markerLength, sentenceFit } from './sentence-fit.ts';
import { studyParts, type StudyPart } from './study-parts.ts';
import { ReadText } from './visible.ts';

/** Most questions of one step. */
export const MOST_QUESTIONS = 3;
/** Longest quotation of more than one sentence, in UTF-16 code units: a minute's reading, and room in a message. */
export const QUOTATION_LIMIT = 600;

/** Worth of an answer and fit of its sentence, added; below this a question is not asked. */
const LEAST_SCORE = 3;
/** From this on a question is as good as any. */
const GOOD_SCORE = 6;
/** By how much a second question from one paragraph stands back, so that questions spread over the section. */
const SAME_PARAGRAPH = 2;
/** What the first, second and third question are worth against a quotation that ends with its paragraph or is longer. */
const QUESTION_GAINS = [3, 2, 1];
const PARAGRAPH_END_GAIN = 1;
/** Under this many characters a quotation says too little. */
const SHORT_QUOTATION = 60;

/** A candidate with its place among all of its part. */
interface Ranked {
  candidate: Candidate;
  order: number;
}

/** A step's quotation, with the questions that it does not answer, in reading order. */
export interface QuotedPart {
  quotation: Span;
  questions: StudyQuestion[];
}

/**
 * Questions made from the article's own sentences by leaving out a figure or a name: in reading order, at most
 * `MOST_QUESTIONS` a step of the walk (see `studySteps`), none where nothing suits. The same article gives the same
 * questions. An answer is never visible in its own sentence, in the title, in the heading, in the step's quotation or in
 * another question of the step.
 */
export function makeQuestions(article: Article): StudyQuestion[] {
  return quoteParts(article).flatMap(({ questions }) => questions);
}

/** The parts of an article (`studyParts`), each with its quotation and questions. */
export function quoteParts(article: Article): (StudyPart & QuotedPart)[] {
  const known = knownNames(article);
  return studyParts(article).map((part) => ({ ...part, ...quotePart(article, part, known) }));
}

/**
 * Quotes the beginning of a part, and asks about the rest. Where the quotation ends is a bargain: the end of a paragraph
 * reads best, and an early end leaves more to ask. With nothing to ask it is as long as it may be.
 */
function quotePart(article: Article, part: StudyPart, known: KnownNames): QuotedPart {
  const { sentences } = part;
  const start = sentences[0]?.start ?? 0;
  const title = article.title + '\n' + (article.sections[part.section]?.heading ?? '');
  // Each sentence with what stands between it and the one before, such as code: the quotation shows that too.
  const readTo = sentences.map(({ end }, i) => article.text.slice(sentences[i - 1]?.end ?? start, end));
  const before = [title, ...readTo].map((text) => new ReadText(text));
  const candidates = findCandidates(article, sentences, known);
  const ranking = candidates.map((candidate, order) => ({ candidate, order }));
  ranking.sort((a, b) => b.candidate.score - a.candidate.score || a.order - b.order);
  let best: QuotedPart = { quotation: { start, end: sentences[0]?.end ?? start }, questions: [] };
  let bestGain = -Infinity;
  for (const [i, { end, paragraph }] of sentences.entries()) {
    if (i > 0 && end - start > QUOTATION_LIMIT) break;
    const chosen = chooseQuestions(
      ranking.filter(({ candidate }) => candidate.sentence > i),
      before.slice(0, i + 2),
    );
    const gain =
      chosen.reduce(
        (sum, { score }, rank) => sum + (QUESTION_GAINS[rank] ?? 0) * Math.min(1, score / GOOD_SCORE),
        0,
      ) +
      (sentences[i + 1]?.paragraph === paragraph ? 0 : PARAGRAPH_END_GAIN) +
      Math.min(1, (end - start) / SHORT_QUOTATION) +
      (end - start) / QUOTATION_LIMIT;
    if (gain <= bestGain) continue;
    bestGain = gain;
    best = { quotation: { start, end }, questions: inReadingOrder(chosen) };
  }
  return best;
}

/**
 * The best questions that neither what is read before them nor another one gives away, one a sentence; ties go to the
 * earlier one.
 * @param ranking highest score first, so that few have to be looked at
 * @param before the title, the heading and the quotation
 */
function chooseQuestions(ranking: Ranked[], before: ReadText[]): Candidate[] {
  const chosen: Candidate[] = [];
  while (chosen.length < MOST_QUESTIONS) {
    let best: Ranked | undefined;
    let bestScore = -Infinity;
    for (const each of ranking) {
      const { candidate, order } = each;
      if (candidate.score < bestScore) break;
      const score = scoreAmong(candidate, chosen);
      if (score < bestScore || (score === bestScore && best !== undefined && order > best.order)) continue;
      if (candidate.isGivenAway(before) || chosen.some((other) => candidate.clashesWith(other))) continue;
      best = each;
      bestScore = score;
    }
    if (best === undefined) break;
    chosen.push(best.candidate);
  }
  return chosen;
}

function inReadingOrder(chosen: Candidate[]): StudyQuestion[] {
  return chosen.map(({ question }) => question).sort((a, b) => a.blank.start - b.blank.start);
}

function scoreAmong({ score, question }: Candidate, chosen: Candidate[]): number {
  const neighbours = chosen.filter((other) => other.question.paragraph === question.paragraph);
  return score - SAME_PARAGRAPH * neighbours.length;
}

function findCandidates(article: Article, sentences: Sentence[], known: KnownNames): Candidate[] {
  return sentences.flatMap((sentence, index) => {
    const whole = article.text.slice(sentence.start, sentence.end);
    const start = sentence.start + markerLength(whole);
    const text = article.text.slice(start, sentence.end);
    const fit = sentenceFit(text);
    if (fit === null) return [];
    const span = { start, end: sentence.end };
    return [...nameBlanks(text, start, known), ...figureBlanks(text)].flatMap((blank) => {
      const score = blank.worth + fit;
      if (score < LEAST_SCORE) return [];
      const question = toQuestion(article, sentence, span, blank);
      return [new Candidate(article, question, score, index)];
    });
  });
}

function toQuestion(
  article: Article,
  { section, paragraph }: Sentence,
  sentence: Span,
  blank: Blank,
): StudyQuestion {
  const { kind, also } = blank;
  const span = { start: sentence.start + blank.start, end: sentence.start + blank.end };
  const answer = article.text.slice(span.start, span.end);
  return { id: `${span.start}-${span.end}`, section, paragraph, sentence, blank: span, answer, kind, also };
}
