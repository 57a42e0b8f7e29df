import { spread, type Spread } from '../retrieval/spread.ts';
import type { AnswerKind } from './answer-kind.ts';
import type { SignalContext } from './signal-context.ts';
import { signalOf, type SIGNAL_NAMES, type Signals } from './signals.ts';

/** What the confidence is judged by, in the order of an evidence vector. */
export const EVIDENCE_NAMES = [
  'coverage',
  'contextCoverage',
  'topicCoverage',
  'paragraphCoverage',
  'localCoverage',
  'heaviest',
  'commonRun',
  'passageVector',
  'sentenceVector',
  'vectorStandout', // how far its best sentence's cosine is above that of all sentences retrieved, in standard deviations
  'coverageStandout', // the same of the coverage
  'unknownShare', // share of the question's weight that the articles do not know at all, 0..1
  'margin', // score of the best window minus that of the next one elsewhere, at most 5
  'agreement', // how far the passage of the best window is from the best passage, 0 when it is the same, <= 0
  'lacksKind', // something is asked for that the window does not have
  'reading', // as the signal
  'anyReading', // a reader's odds, as a logarithm, that the answer is in any sentence rather than in none
  'terms', // logarithm of the number of the question's terms
] as const;

const LARGEST_MARGIN = 5;

/** What is known of a question and all that was retrieved for it, whichever window is best; see `EVIDENCE_NAMES`. */
export interface Survey {
  kinds: AnswerKind[];
  /** Of the lines' cosines to the question. */
  cosines: Spread;
  /** Of the lines' coverage of it. */
  coverages: Spread;
  unknownShare: number;
  anyReading: number;
  terms: number;
}

export function surveyOf({ match, kinds, lines, reading }: SignalContext): Survey {
  return {
    kinds,
    cosines: spread(lines.map(({ cosine }) => cosine)),
    coverages: spread(lines.map(({ counts }) => match.coverage(counts))),
    unknownShare: match.unknownShare,
    anyReading: reading ? reading.all - reading.none : 0,
    terms: Math.log(1 + match.weights.length),
  };
}

/** A window as far as evidence goes: its signals, and its score by the ranker. */
interface Scored {
  signals: Signals;
  score: number;
}

/**
 * @param best the best window
 * @param next the best one that does not overlap it, if there is one
 */
export function evidenceOf(best: Scored, next: Scored | undefined, survey: Survey): Signals {
  const { kinds, cosines, coverages, unknownShare, anyReading, terms } = survey;
  const signal = (name: (typeof SIGNAL_NAMES)[number]): number => signalOf(best.signals, name);
  const values: Record<(typeof EVIDENCE_NAMES)[number], number> = {
    coverage: signal('coverage'),
    contextCoverage: signal('contextCoverage'),
    topicCoverage: signal('topicCoverage'),
    paragraphCoverage: signal('paragraphCoverage'),
    localCoverage: signal('localCoverage'),
    heaviest: signal('heaviest'),
    commonRun: signal('commonRun'),
    passageVector: signal('passageVector'),
    sentenceVector: signal('sentenceVector'),
    vectorStandout: standout(signal('sentenceVector'), cosines),
    coverageStandout: standout(signal('bestSentenceCoverage'), coverages),
    unknownShare,
    margin: Math.min(best.score - (next?.score ?? -Infinity), LARGEST_MARGIN),
    agreement: signal('passageFused'),
    reading: signal('reading'),
    anyReading,
    lacksKind: kinds.some((kind) => signal(`holds:${kind}`) === 0) ? 1 : 0,
    terms,
  };
  return Float32Array.from(EVIDENCE_NAMES, (name) => values[name]);
}

/** `value` in standard deviations above the mean of all; 0 when they do not differ. Independent of the unit. */
function standout(value: number, { mean, deviation }: Spread): number {
  return deviation > 0 ? (value - mean) / deviation : 0;
}
