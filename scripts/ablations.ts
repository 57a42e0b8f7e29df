import type { Ranker, WindowWeights } from '../src/answering/ranker.ts';
import { SIGNAL_NAMES } from '../src/answering/signals.ts';
import { TOKEN_SIGNAL_NAMES } from '../src/answering/token-signals.ts';
import type { Learned } from '../src/open-engine.ts';
import { Aliases } from '../src/retrieval/aliases.ts';
import { Lexicon } from '../src/retrieval/lexicon.ts';
import { FUSION_WEIGHTS, type QuestionEmbeddings } from '../src/retrieval/passage-retriever.ts';
import { Thesaurus } from '../src/retrieval/thesaurus.ts';
import { NO_SOUNDS, Transliteration } from '../src/retrieval/transliteration.ts';
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
    'without the thesaurus': { ...parts, learned: { ...learned, thesaurus: new Thesaurus([]) } },
    'without aliases': { ...parts, learned: { ...learned, aliases: new Aliases([]) } },
    'without names by their sound': {
      ...parts,
      learned: { ...learned, transliteration: new Transliteration(NO_SOUNDS) },
    },
    'fused without keywords': { ...parts, fusion: { ...FUSION_WEIGHTS, keyword: 0 } },
    'fused without passage vectors': { ...parts, fusion: { ...FUSION_WEIGHTS, vector: 0 } },
    'fused without sentence vectors': { ...parts, fusion: { ...FUSION_WEIGHTS, sentence: 0 } },
    'fused without tokens': { ...parts, fusion: { ...FUSION_WEIGHTS, tokens: 0 } },
    'fused without the reader': { ...parts, fusion: { ...FUSION_WEIGHTS, reading: 0 } },
    'the reader without headings': { ...parts, embeddings: withoutHeadings(parts.embeddings) },
    'quotes without what is asked for': without(...kinds),
    'quotes without vectors': without('vector', 'sentenceVector', 'vectorGap', 'passageVector'),
    'quotes without tokens': without(...TOKEN_SIGNAL_NAMES),
    'quotes without the reader': without('reading', 'contextReading', 'paragraphReading'),
    'quotes without their surroundings': without(
      'contextCoverage',
      'topicCoverage',
      'paragraphCoverage',
      'opensParagraph',
    ),
    'quotes without weights within the article': without('localCoverage'),
    'quotes without neighbours': {
      ...parts,
      learned: { ...learned, ranker: { ...learned.ranker, priceOfLength: Infinity } },
    },
    'quotes by a weighted sum alone': { ...parts, learned: withoutHidden(learned) },
    'quotes by shared words alone': without(...SIGNAL_NAMES.filter((name) => name !== 'topicCoverage')),
  };
}

function withoutHeadings(embeddings: QuestionEmbeddings): QuestionEmbeddings {
  return {
    embedQuery: (text) => embeddings.embedQuery(text),
    matchTokens: async (question, passages) =>
      (await embeddings.matchTokens?.(
        question,
        passages.map((passage) => ({ ...passage, heading: '' })),
      )) ?? null,
  };
}

function withoutHidden(learned: Learned): Learned {
  const { same, cross } = learned.ranker;
  const cut = (weights: Ranker['same']) => ({ ...weights, window: { ...weights.window, hidden: [] } });
  return { ...learned, ranker: { ...learned.ranker, same: cut(same), cross: cut(cross) } };
}

function withoutSignals(learned: Learned, left: readonly SignalName[]): Learned {
  const cut = (weights: Record<string, number>) => ({
    ...weights,
    ...Object.fromEntries(left.map((name) => [name, 0])),
  });
  const cutWindow = ({ weights, hidden }: WindowWeights) => ({
    weights: cut(weights),
    hidden: hidden.map((unit) => ({ ...unit, weights: cut(unit.weights) })),
  });
  const { same, cross } = learned.ranker;
  const ranker = {
    ...learned.ranker,
    same: { ...same, window: cutWindow(same.window), sentence: cut(same.sentence) },
    cross: { ...cross, window: cutWindow(cross.window), sentence: cut(cross.sentence) },
    // The reader alone says which neighbours to quote.
    ...(left.includes('reading') && { priceOfLength: Infinity }),
  };
  return { ...learned, ranker };
}
