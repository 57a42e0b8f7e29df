import type { Article, Span } from './article.ts';
import { isListItem, splitLines } from './line-shape.ts';

/** The items of a paragraph that is a list, each from its mark to its end; of any other paragraph, none. */
export function listItems({ blocks, text }: Pick<Article, 'blocks' | 'text'>, paragraph: number): Span[] {
  const block = blocks.find((each) => each.paragraph === paragraph);
  if (block?.kind !== 'list') return [];
  const items: Span[] = [];
  for (const line of splitLines(text.slice(block.start, block.end))) {
    const end = block.start + line.end;
    const last = items.at(-1);
    if (last && !isListItem(line.text)) last.end = end;
    else items.push({ start: block.start + line.start, end });
  }
  return items;
}
