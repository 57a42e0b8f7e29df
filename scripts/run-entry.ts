import { existsSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { parseConfig, type Config } from '../src/config.ts';
import { FootnoteError, messageOf } from '../src/errors.ts';

/** Wrong usage: reported with the command's help and exit code 2. */
export class UsageError extends Error {}

/**
 * Runs a command for people: settings from `.env` and the environment, errors as sentences on stderr.
 * Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
export async function runEntry(help: string, main: (config: Config) => Promise<void>): Promise<void> {
  try {
    if (process.argv.includes('--help')) {
      console.log(help);
      return;
    }
    if (existsSync('.env')) process.loadEnvFile('.env');
    await main(parseConfig(process.env));
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${help}`);
      process.exitCode = 2;
    } else {
      console.error(error instanceof FootnoteError ? error.message : error);
      process.exitCode = 1;
    }
  }
}

/** `parseArgs` of `node:util` over the command line, with its complaints as usage errors. */
export function readArguments<T extends ParseArgsConfig>(options: T) {
  try {
    return parseArgs(options);
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}
