import { SIGNAL_NAMES } from '../src/answering/signals.ts';
import type { Learned } from '../src/open-engine.ts';
import { Lexicon } from '../src/retrieval/lexicon.ts';
import { FUSION_WEIGHTS } from '../src/retrieval/passage-retriever.ts';
import type { Parts } from './evaluate.ts';

type SignalName = (typeof SIGNAL_NAMES)[number];

/** The parts that answer with one of them left out at a time, by what is left out; nothing is learned anew. */
export function ablations(parts: Parts): Record<string, Parts> {
  const { learned } = parts;
  const without = (...signals: SignalName[]): Parts => ({
    ...parts,
    learned: withoutSignals(learned, signals),
  });
  const kinds = SIGNAL_NAMES.filter((name) => name.startsWith('holds:') || name === 'newNumbers');
  return {
    'nothing left out': parts,
    'without the lexicon': { ...parts, learned: { ...learned, lexicon: new Lexicon([]) } },
    'fused without keywords': { ...parts, fusion: { ...FUSION_WEIGHTS, keyword: 0 } },
    'fused without passage vectors': { ...parts, fusion: { ...FUSION_WEIGHTS, vector: 0 } },
    'fused without sentence vectors': { ...parts, fusion: { ...FUSION_WEIGHTS, sentence: 0 } },
    'quotes without what is asked for': without(...kinds),
    'quotes without vectors': without('vector', 'sentenceVector', 'vectorGap', 'passageVector'),
    'quotes without their surroundings': without(
      'contextCoverage',
      'topicCoverage',
      'paragraphCoverage',
      'opensParagraph',
    ),
    'quotes without weights within the article': without('localCoverage'),
    'quotes by shared words alone': without(...SIGNAL_NAMES.filter((name) => name !== 'topicCoverage')),
  };
}

function withoutSignals(learned: Learned, left: readonly SignalName[]): Learned {
  const cut = (weights: Record<string, number>) => ({
    ...weights,
    ...Object.fromEntries(left.map((name) => [name, 0])),
  });
  const { same, cross } = learned.ranker;
  const ranker = {
    ...learned.ranker,
    same: { ...same, window: cut(same.window), sentence: cut(same.sentence) },
    cross: { ...cross, window: cut(cross.window), sentence: cut(cross.sentence) },
  };
  return { ...learned, ranker };
}
