import { z } from 'zod';
import { FootnoteError } from './errors.ts';

/** An empty line in `.env` means the same as no line. */
const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().trim().optional());

const schema = z.object({
  /** Bot token from Discord's developer portal; without one there is only the terminal. */
  DISCORD_TOKEN: text,
  /** Discord's REST address without a version, for tests and proxies. */
  DISCORD_API_BASE: text.pipe(z.url({ protocol: /^https?$/ }).default('https://discord.com/api')),
  /** Folder of articles. */
  CORPUS_DIR: text.pipe(z.string().default('corpus')),
  /** Folder of the index versions. */
  INDEX_DIR: text.pipe(z.string().default('data/index')),
  /** Folder that holds embedding models, one folder each. */
  MODELS_DIR: text.pipe(z.string().default('models')),
  /** Name of a model in `MODELS_DIR`, or any feature-extraction model of a hub. */
  EMBEDDING_MODEL: text.pipe(z.string().default('footnote-bilingual')),
});

export interface Config {
  discordToken: string | undefined;
  discordApiBase: string;
  corpusDir: string;
  indexDir: string;
  modelsDir: string;
  embeddingModel: string;
}

/** Every key that `.env` may hold; a test holds `.env.example` to the same list. */
export const CONFIG_KEYS = Object.keys(schema.shape);

/**
 * Settings from an environment, all problems reported at once.
 * @throws FootnoteError `config-invalid`, naming each key and its value's fault.
 */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `${issue.path.join('.')} is "${env[String(issue.path[0])] ?? ''}": ${issue.message}.`,
    );
    throw new FootnoteError('config-invalid', `${faults.join(' ')} Correct it in .env (see .env.example).`);
  }
  const values = parsed.data;
  return {
    discordToken: values.DISCORD_TOKEN,
    discordApiBase: values.DISCORD_API_BASE.replace(/\/+$/, ''),
    corpusDir: values.CORPUS_DIR,
    indexDir: values.INDEX_DIR,
    modelsDir: values.MODELS_DIR,
    embeddingModel: values.EMBEDDING_MODEL,
  };
}
