import { z } from 'zod';
import { FootnoteError } from './errors.ts';

/** An empty line in `.env` means the same as no line. */
const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().trim().optional());

/** A whole number with a default. */
function count(standard: number, least = 0) {
  return text.transform((value, context) => {
    const number = value === undefined ? standard : Number(value);
    if (Number.isSafeInteger(number) && number >= least) return number;
    context.addIssue(`it must be a whole number, ${least} or more`);
    return z.NEVER;
  });
}

/** A PostgreSQL database's address. */
const databaseUrl = text.refine(
  (value) =>
    value === undefined || (URL.canParse(value) && /^postgres(?:ql)?:$/.test(new URL(value).protocol)),
  'it must be postgres://user:password@host:5432/name, with %40 for an @ in the password and %2F for a /',
);

/** How many processes; `null` for one alone. */
const shards = text.transform((value, context) => {
  if (value === undefined) return null;
  if (value === 'auto') return value;
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  context.addIssue('it must be "auto", a whole number, 1 or more, or empty');
  return z.NEVER;
});

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
  /** SQLite file of what must last: settings, feedback, study sessions. */
  STATE_FILE: text.pipe(z.string().default('data/state.sqlite')),
  /** PostgreSQL database that holds the index and what must last; without one they are in `INDEX_DIR` and `STATE_FILE`. */
  DATABASE_URL: databaseUrl,
  /** Processes that share the servers among them: a number, or `auto` for as many as Discord advises. */
  SHARDS: shards,
  /** Questions that one person may ask in a minute; 0 for no limit. */
  USER_QUESTIONS_PER_MINUTE: count(10),
  /** Questions that may be asked in one server in a minute; 0 for no limit. */
  SERVER_QUESTIONS_PER_MINUTE: count(100),
  /** Questions that are answered at once; the others wait their turn. */
  QUESTIONS_AT_ONCE: count(4, 1),
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
  stateFile: string;
  /** PostgreSQL database for index and state, password included; `undefined` for folder and file. */
  databaseUrl: string | undefined;
  /** Processes that share the servers among them, `auto` for as many as Discord advises; `null` for this one alone. */
  shards: 'auto' | number | null;
  /** Questions a minute of one person and of one server (0: no limit), and how many are answered at once. */
  limits: { perUser: number; perServer: number; atOnce: number };
}

/** Every key that `.env` may hold; a test holds `.env.example` to the same list. */
export const CONFIG_KEYS = Object.keys(schema.shape);

/** Keys whose values no message shows. */
const SECRET_KEYS = new Set(['DISCORD_TOKEN', 'DATABASE_URL']);

/**
 * Settings from an environment, all problems reported at once.
 * @throws FootnoteError `config-invalid`, naming each key and its value's fault, but not the value of a secret.
 */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const key = String(path[0]);
      const value = SECRET_KEYS.has(key) ? 'not what it should be' : `"${env[key] ?? ''}"`;
      return `${key} is ${value}: ${message}.`;
    });
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
    stateFile: values.STATE_FILE,
    databaseUrl: values.DATABASE_URL,
    shards: values.SHARDS,
    limits: {
      perUser: values.USER_QUESTIONS_PER_MINUTE,
      perServer: values.SERVER_QUESTIONS_PER_MINUTE,
      atOnce: values.QUESTIONS_AT_ONCE,
    },
  };
}
