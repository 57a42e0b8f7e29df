/** Reading Discord's Markdown back, as its clients do: a backslash shows the character after it. */
export function unescaped(markdown: string): string {
  return markdown.replaceAll(/\\([^0-9A-Za-z\s])/gu, '$1');
}

/** With every escaped character made a letter: what markup there is now, Discord would see. */
function withoutEscapes(markdown: string): string {
  return markdown.replaceAll(/\\[^0-9A-Za-z\s]/gu, 'x');
}

/** The quotations in a reply's description: the lines of each block quote, marks removed. */
export function blockQuotes(description: string): string[] {
  const quotes: string[][] = [];
  let isOpen = false;
  for (const line of description.split('\n')) {
    if (line.startsWith('> ')) {
      if (isOpen) quotes.at(-1)?.push(line.slice(2));
      else quotes.push([line.slice(2)]);
    }
    isOpen = line.startsWith('> ');
  }
  return quotes.map((lines) => lines.join('\n'));
}

/** The quoted text as a reader sees it, and its bold part (`null` when nothing is bold). */
export function readQuote(markdown: string): { text: string; bold: string | null } {
  const match = /^((?:\\[^0-9A-Za-z\s]|[^\\*])*)\*\*((?:\\[^0-9A-Za-z\s]|[^\\*])+)\*\*([^]*)$/u.exec(
    markdown,
  );
  if (match === null) return { text: unescaped(markdown), bold: null };
  const [, before = '', bold = '', after = ''] = match;
  return { text: unescaped(before + bold + after), bold: unescaped(bold) };
}

/** Markup that a quotation must not hold besides its one bold part. */
export function strayMarkup(markdown: string): string[] {
  const rest = withoutEscapes(markdown).replace('**', 'x').replace('**', 'x');
  const anywhere = [...rest.matchAll(/[*_~`|[\]<>@:]/gu)].map(([mark]) => mark);
  const atLineStart = [...rest.matchAll(/^\s*(?:#|-|\+|\d+\.)/gmu)].map(([mark]) => mark);
  return [...anywhere, ...atLineStart];
}
