import type { Article, Passage, Sentence } from './article.ts';
import { splitSentences } from './sentences.ts';

export interface PassageOptions {
  /** Length to aim at, in UTF-16 code units. Default 300. */
  target?: number;
  /** Longest passage of more than one sentence, in UTF-16 code units. Default 420. */
  limit?: number;
}

/** What a break inside a paragraph costs, in units of the squared relative distance from the target. */
const PARAGRAPH_CUT_COST = 0.25;

/**
 * Cuts an article into passages: runs of neighbouring sentences of one section with nothing unquotable between them, near
 * `target` long and never above `limit`, unless a single sentence is longer. Every sentence is in exactly one passage.
 * Among all such cuts it takes the one whose lengths are nearest to the target and that cuts fewest paragraphs, so no
 * crumb is left at the end when it can be avoided.
 */
export function splitPassages(article: Article, options: PassageOptions = {}): Passage[] {
  const limit = options.limit ?? 420;
  const target = Math.min(options.target ?? 300, limit);
  return runsOf(article, splitSentences(article)).flatMap((run) =>
    bestCut(run, target, limit).map((sentences) => toPassage(article.id, sentences)),
  );
}

/** Sentences between which a passage may be cut but need not be: a heading or a caption ends a run. */
function runsOf(article: Article, sentences: Sentence[]): Sentence[][] {
  const runs: Sentence[][] = [];
  const barriers = article.blocks.filter((block) => block.paragraph === null).map((block) => block.start);
  let barrier = 0;
  let previous: Sentence | undefined;
  for (const sentence of sentences) {
    let blocked = false;
    while ((barriers[barrier] ?? Infinity) < sentence.start) {
      barrier += 1;
      blocked = true;
    }
    const run = runs.at(-1);
    if (run === undefined || blocked || previous?.section !== sentence.section) runs.push([sentence]);
    else run.push(sentence);
    previous = sentence;
  }
  return runs;
}

/**
 * The cheapest way to cut a run, by dynamic programming over its sentences. The inner loop looks back no further than
 * `limit` characters, so the whole is linear in the length of the text.
 */
function bestCut(run: Sentence[], target: number, limit: number): Sentence[][] {
  // Typed arrays, because a file of one-letter sentences looks back two hundred of them each time.
  const begins = Float64Array.from(run, (sentence) => sentence.start);
  const costs = new Float64Array(run.length + 1);
  const starts = new Int32Array(run.length + 1);
  for (let to = 1; to <= run.length; to += 1) {
    const last = at(run, to - 1);
    const cut = run[to]?.paragraph === last.paragraph ? PARAGRAPH_CUT_COST : 0;
    let best = Infinity;
    for (let from = to - 1; from >= 0; from -= 1) {
      const length = last.end - (begins[from] ?? 0);
      if (length > limit && from < to - 1) break;
      const distance = (length - target) / target;
      const cost = (costs[from] ?? 0) + distance * distance + cut;
      // On a tie the longer passage wins.
      if (cost <= best) {
        best = cost;
        starts[to] = from;
      }
    }
    costs[to] = best;
  }
  const passages: Sentence[][] = [];
  for (let to = run.length; to > 0; to = starts[to] ?? 0) passages.push(run.slice(starts[to], to));
  return passages.reverse();
}

function toPassage(articleId: string, sentences: Sentence[]): Passage {
  const first = at(sentences, 0);
  return {
    articleId,
    section: first.section,
    start: first.start,
    end: at(sentences, sentences.length - 1).end,
    sentences,
  };
}

function at(sentences: Sentence[], index: number): Sentence {
  const sentence = sentences[index];
  if (sentence === undefined) throw new RangeError(`no sentence ${index} among ${sentences.length}`);
  return sentence;
}
