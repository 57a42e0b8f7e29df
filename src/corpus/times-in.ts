/** How often a text has a string, without overlaps. */
export function timesIn(text: string, part: string): number {
  return text.split(part).length - 1;
}
