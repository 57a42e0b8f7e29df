import type { Span } from '../corpus/article.ts';
import { splitSentences } from '../corpus/sentences.ts';
import { holds, overlap } from '../corpus/span.ts';
import type { PhraseMatch } from '../retrieval/find-phrase.ts';
import { QUOTE_LIMIT, type Quote } from './answer.ts';
import { cutToLimit } from './windows.ts';

/** The sentences around a phrase as a quote, the phrase as its `best`; longer than `QUOTE_LIMIT` only when the phrase is. */
export function quotePhrase({ article, block, span }: PhraseMatch): Quote {
  const { start, end } = around(article.text, sentencesOf(article.text, block, span), span);
  return {
    text: article.text.slice(start, end),
    best: span,
    articleId: article.id,
    title: article.title,
    section: article.sections[block.section]?.heading ?? null,
    paragraph: block.paragraph ?? 0,
    start,
    end,
    source: article.source,
    url: article.url,
    published: article.published,
    score: 1,
  };
}

/** From the start of the sentence in which the phrase starts to the end of that in which it ends. */
function sentencesOf(text: string, block: PhraseMatch['block'], span: Span): Span {
  const sentences = splitSentences({ text, blocks: [block] });
  const touched = sentences.filter((sentence) => overlap(sentence, span));
  return {
    start: Math.min(span.start, touched[0]?.start ?? span.start),
    end: Math.max(span.end, touched.at(-1)?.end ?? span.end),
  };
}

function around(text: string, sentences: Span, span: Span): Span {
  const phrase = text.slice(span.start, span.end);
  const cut = cutToLimit(text, sentences, (piece) => (piece.includes(phrase) ? 1 : 0));
  if (holds(cut, span)) return cut;
  return centred(text, sentences, span);
}

/** As much as fits before and after the phrase, for when no clauses that fit hold it. */
function centred(text: string, sentences: Span, span: Span): Span {
  const room = Math.max(0, QUOTE_LIMIT - (span.end - span.start));
  let start = Math.max(sentences.start, span.start - Math.floor(room / 2));
  let end = Math.min(sentences.end, Math.max(span.end, start + QUOTE_LIMIT));
  // Never half a character, nor white space at an end.
  if (start < span.start && /^[\udc00-\udfff]/.test(text.slice(start, span.start))) start += 1;
  if (end > span.end && /[\ud800-\udbff]$/.test(text.slice(span.end, end))) end -= 1;
  while (start < span.start && /\s/.test(text.charAt(start))) start += 1;
  while (end > span.end && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}
