import { createInterface } from 'node:readline/promises';
import type { Engine } from './engine.ts';
import { FootnoteError } from './errors.ts';
import { renderTerminalAnswer } from './terminal-answer.ts';

const GREETING =
  'No DISCORD_TOKEN, so Footnote answers here. Ask in Chinese or English; an empty line or Ctrl+D ends.';

/**
 * Questions and answers line by line, with the engine that the Discord bot uses, until the input ends or a line is empty.
 */
export async function chatInTerminal(
  engine: Engine,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream & { isTTY?: boolean },
): Promise<void> {
  const lines = createInterface({ input, output, prompt: '\n? ' });
  const titles = engine.articles().map(({ title }) => title);
  output.write(`${GREETING}\n`);
  lines.prompt();
  for await (const question of lines) {
    if (question.trim() === '') break;
    output.write(`\n${await replyTo(question, engine, titles, output.isTTY === true)}\n`);
    lines.prompt();
  }
  lines.close();
}

async function replyTo(question: string, engine: Engine, titles: string[], color: boolean): Promise<string> {
  try {
    return renderTerminalAnswer(await engine.ask(question), titles, color);
  } catch (error) {
    // Something for the asker to correct; the chat goes on.
    if (error instanceof FootnoteError) return error.message;
    throw error;
  }
}
