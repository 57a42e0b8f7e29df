import type { Article } from '../corpus/article.ts';
import { shownSentence, type StudyQuestion } from './question.ts';
import { isVisible, readAnswer, ReadText, type ReadAnswer } from './visible.ts';

/**
 * A question that a step may ask. Whether it may is looked at only when nothing better is left, and once for each text:
 * of most candidates neither the answer nor the sentence is ever read.
 */
export class Candidate {
  readonly question: StudyQuestion;
  /** Worth of the answer and fit of the sentence, added. */
  readonly score: number;
  /** Index of its sentence in the part. */
  readonly sentence: number;
  readonly #article: Article;
  #answer: ReadAnswer | undefined;
  #shown: ReadText | undefined;
  /** How many of the texts before it were searched for its answer, and whether it was found there. */
  #searched = 0;
  #isGivenAway: boolean | undefined;
  readonly #clashes = new Map<Candidate, boolean>();

  constructor(article: Article, question: StudyQuestion, score: number, sentence: number) {
    this.#article = article;
    this.question = question;
    this.score = score;
    this.sentence = sentence;
  }

  /**
   * Whether its own sentence or a text that is read before it gives the answer away.
   * @param before begins with the texts of the last time, which are not searched again
   */
  isGivenAway(before: readonly ReadText[]): boolean {
    this.#isGivenAway ??= isVisible(this.answer, this.shown);
    for (; !this.#isGivenAway && this.#searched < before.length; this.#searched += 1) {
      const text = before[this.#searched];
      this.#isGivenAway = text !== undefined && isVisible(this.answer, text);
    }
    return this.#isGivenAway;
  }

  /** Whether it cannot be asked beside another one: of the same sentence, or where one gives the other away. */
  clashesWith(other: Candidate): boolean {
    const known = this.#clashes.get(other);
    if (known !== undefined) return known;
    const clashes =
      other.sentence === this.sentence ||
      isVisible(this.answer, other.shown) ||
      isVisible(other.answer, this.shown) ||
      isVisible(this.answer, other.answer.written);
    this.#clashes.set(other, clashes);
    return clashes;
  }

  private get answer(): ReadAnswer {
    this.#answer ??= readAnswer(this.question);
    return this.#answer;
  }

  private get shown(): ReadText {
    this.#shown ??= new ReadText(shownSentence(this.#article, this.question));
    return this.#shown;
  }
}
