import { Tensor, type PreTrainedModel } from '@xenova/transformers';
import { logSum } from '../log-sum.ts';
import type { TokenVectors } from './token-matches.ts';

/** Where a reader thinks the answer is. Scores are logarithms of odds, comparable within one question. */
export interface Reading {
  /** Of each text: that one of its tokens is in the answer. */
  answers: Float32Array;
  /** That none is. */
  none: number;
}

/** A passage as a reader sees it, in words or as IDs of tokens. */
export interface PassageParts<Text> {
  /** The title and the heading that it stands under: read with it, but no place for an answer. Empty where there is none. */
  heading: Text;
  /** Sentences that stand one after the other. */
  texts: Text[];
}

/** Tokens of a heading that are read, its last ones. */
const MOST_HEADING_TOKENS = 32;
/** Tokens of a passage that are read; what comes after them has no score of its own. */
const MOST_TOKENS = 256;
/** Empty places after each passage, as many as the network looks ahead: no passage knows its neighbour. */
const GAP = 8;
/** The score of a text without a token that was read. */
const UNREAD = -20;

/**
 * A small network beside a static embedding (`onnx/reader.onnx`, see scripts/train/README.md): it sees the tokens of a question and of
 * passages as vectors, and scores each token of these for being in the answer.
 */
export class Reader {
  readonly #model: PreTrainedModel;

  constructor(model: PreTrainedModel) {
    this.#model = model;
  }

  /**
   * @param question IDs of its tokens, at least one
   * @param vectors of all these tokens
   */
  async read(
    question: number[],
    passages: PassageParts<number[]>[],
    vectors: TokenVectors,
  ): Promise<Reading> {
    const places = new Map(vectors.ids.map((id, place) => [id, place]));
    const placesOf = (ids: number[]): number[] => ids.map((id) => places.get(id) ?? 0);
    const headings = passages.map(({ heading }) => placesOf(heading.slice(-MOST_HEADING_TOKENS)));
    const rows = passages.map(({ texts }, i) => [
      ...(headings[i] ?? []),
      ...placesOf(texts.flat()).slice(0, MOST_TOKENS),
    ]);
    const { starts, tokens, members } = packed(rows);
    const { scores, none } = (await this.#model({
      vectors: new Tensor('float32', vectors.data, [
        vectors.ids.length,
        vectors.data.length / vectors.ids.length,
      ]),
      question: new Tensor('int64', BigInt64Array.from(placesOf(question), BigInt), [question.length]),
      tokens: new Tensor('int64', tokens, [tokens.length]),
      members: new Tensor('float32', members, [rows.length, tokens.length]),
    })) as { scores: Tensor; none: Tensor };
    const data = scores.data as Float32Array;
    const answers = passages.flatMap(({ texts }, i) => {
      const start = starts[i] ?? 0;
      const end = start + (rows[i]?.length ?? 0);
      let from = start + (headings[i]?.length ?? 0);
      return texts.map(({ length }) => {
        const own = data.subarray(Math.min(from, end), Math.min(from + length, end));
        from += length;
        return own.length === 0 ? UNREAD : logSum(own);
      });
    });
    return { answers: Float32Array.from(answers), none: (none.data as Float32Array)[0] ?? 0 };
  }

  async dispose(): Promise<void> {
    await this.#model.dispose();
  }
}

interface Packed {
  /** Where each row begins. */
  starts: number[];
  /** All rows, one after the other, with gaps. */
  tokens: BigInt64Array;
  /** [rows, tokens]: 1 where a token is the row's. */
  members: Float32Array;
}

function packed(rows: number[][]): Packed {
  const starts: number[] = [];
  let length = 0;
  for (const row of rows) {
    starts.push(length);
    length += row.length + GAP;
  }
  const tokens = new BigInt64Array(length);
  const members = new Float32Array(rows.length * length);
  for (const [i, row] of rows.entries()) {
    const start = starts[i] ?? 0;
    tokens.set(row.map(BigInt), start);
    members.fill(1, i * length + start, i * length + start + row.length);
  }
  return { starts, tokens, members };
}
