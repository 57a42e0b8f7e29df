import { createInterface } from 'node:readline/promises';
import type { Engine, PreviousAnswer } from './engine.ts';
import { FootnoteError } from './errors.ts';
import { renderTerminalAnswer } from './terminal-answer.ts';

const GREETING =
  'No DISCORD_TOKEN, so Footnote answers here. Ask in Chinese or English; an empty line or Ctrl+D ends.';

/**
 * Questions and answers line by line, with the engine that the Discord bot uses, until the input ends or a line is empty. A
 * question may go on from the answer before it.
 */
export async function chatInTerminal(
  engine: Pick<Engine, 'ask' | 'articles'>,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream & { isTTY?: boolean },
): Promise<void> {
  const lines = createInterface({ input, output, prompt: '\n? ' });
  const titles = engine.articles().map(({ title }) => title);
  let previous: PreviousAnswer | undefined;
  output.write(`${GREETING}\n`);
  lines.prompt();
  for await (const question of lines) {
    if (question.trim() === '') break;
    try {
      const answer = await engine.ask(question, previous === undefined ? {} : { previous });
      previous = { question, quote: answer.quotes[0] ?? null };
      output.write(`\n${renderTerminalAnswer(answer, titles, output.isTTY === true)}\n`);
    } catch (error) {
      if (!(error instanceof FootnoteError)) throw error;
      // Something for the asker to correct; the chat goes on.
      output.write(`\n${error.message}\n`);
    }
    lines.prompt();
  }
  lines.close();
}
