import type { PersonView } from '../protocol.ts';

/** What is typed after an `@` that ends at the caret; `null` when there is none. */
export function mentionBefore(text: string, caret: number): string | null {
  return /(?:^|\s)@([\p{L}\p{N}_]*)$/u.exec(text.slice(0, caret))?.[1] ?? null;
}

/** A text as it is sent: `@Name` of someone who is here becomes their mention. */
export function withMentions(text: string, people: readonly PersonView[]): string {
  // The longest name first, so that "@Reader Two" is not "@Reader" with "Two" behind.
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  return text.replaceAll(/@([\p{L}\p{N}_ ]+)/gu, (whole, words: string) => {
    const person = byLength.find(({ name }) => words.toLowerCase().startsWith(name.toLowerCase()));
    return person === undefined ? whole : `<@${person.id}>${words.slice(person.name.length)}`;
  });
}
