/**
 * Prepares a search for any of many texts in many others: a pass over a text takes as long as the text, however many are
 * looked for.
 * @param wanted looked for as they are; equal ones count once, empty ones are never found
 * @returns of a text, those that stand in it, in the order of `wanted`
 */
export function findAny(wanted: Iterable<string>): (text: string) => string[] {
  const ranks = new Map<string, number>();
  const lengthsByFirst = new Map<string, Set<number>>();
  for (const each of wanted) {
    if (each === '' || ranks.has(each)) continue;
    ranks.set(each, ranks.size);
    const first = each.charAt(0);
    const lengths = lengthsByFirst.get(first) ?? new Set();
    lengthsByFirst.set(first, lengths.add(each.length));
  }
  return (text) => {
    const found = new Map<string, number>();
    for (let at = 0; at < text.length; at += 1) {
      for (const length of lengthsByFirst.get(text.charAt(at)) ?? []) {
        const piece = text.slice(at, at + length);
        const rank = ranks.get(piece);
        if (rank !== undefined) found.set(piece, rank);
      }
    }
    return [...found].sort(([, a], [, b]) => a - b).map(([piece]) => piece);
  };
}
