import type { Command } from './command.ts';
import { articles } from './commands/articles.ts';
import { ask } from './commands/ask.ts';

/** The one list of commands: registration sends its data to Discord, dispatch finds its functions by name. */
export const COMMANDS: readonly Command[] = [ask, articles];
