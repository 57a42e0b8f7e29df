import type { Embeddings } from '@langchain/core/embeddings';
import type { Article, Passage } from '../corpus/article.ts';
import { sectionHeading } from './write-database.ts';

export interface ArticleVectors {
  /** One a passage. */
  ofPassages: number[][];
  /** For each passage, one a sentence. */
  ofSentences: number[][][];
}

/**
 * Embeds the passages of some articles, and each of their sentences, in one call.
 * @param lists the passages of each article
 */
export async function embedArticles(
  articles: Article[],
  lists: Passage[][],
  embeddings: Embeddings,
): Promise<ArticleVectors[]> {
  const texts = articles.flatMap((article, i) =>
    (lists[i] ?? []).flatMap((passage) => [
      passageText(article, passage),
      ...passage.sentences.map(({ start, end }) => article.text.slice(start, end)),
    ]),
  );
  const vectors = (await embeddings.embedDocuments(texts)).values();
  const next = (): number[] => vectors.next().value ?? [];
  return lists.map((list) => {
    const ofPassages: number[][] = [];
    const ofSentences = list.map((passage) => {
      ofPassages.push(next());
      return passage.sentences.map(next);
    });
    return { ofPassages, ofSentences };
  });
}

/** What stands for a passage in the vector index: its section's heading and its text. */
function passageText(article: Article, passage: Passage): string {
  const heading = sectionHeading(article, passage);
  const text = article.text.slice(passage.start, passage.end);
  return heading === '' ? text : `${heading}\n${text}`;
}
