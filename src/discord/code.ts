import { withoutControls } from './escape.ts';
import { cut } from './limits.ts';

/** Characters around the text of a code block. */
const FENCES = '```\n\n```'.length;

/** Text that may stand between two backticks: there are no escapes there. */
export function inlineCode(text: string): string {
  return text.replaceAll('`', "'");
}

/**
 * A text for operators as a code block, where nothing is markup.
 * @param limit characters of the whole block.
 */
export function codeBlock(text: string, limit: number): string {
  return `\`\`\`\n${cut(inlineCode(withoutControls(text)), limit - FENCES)}\n\`\`\``;
}
