import { fold } from '../corpus/fold.ts';

/** Folded letters and digits alone: no space, mark or middle dot, and no article before it. */
export function compact(text: string): string {
  return compactFolded(fold(text));
}

/** `compact` of a text that is folded already, which is what costs time. */
export function compactFolded(folded: string): string {
  return folded.replace(/^[\p{P}\s]*(?:the|an|a)\s+(?=\S)/u, '').replace(/[^\p{L}\p{N}]/gu, '');
}
