import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FootnoteError } from '../errors.ts';

/** How a model wants its text and gives its vectors; kept beside the model in `footnote.json`. */
const settingsSchema = z.object({
  pooling: z.enum(['mean', 'cls']).default('mean'),
  /** Scale vectors to length 1; the index compares by cosine. */
  normalize: z.boolean().default(true),
  /** Written before a question, such as `query: `. */
  queryPrefix: z.string().default(''),
  /** Written before a passage or sentence, such as `passage: `. */
  passagePrefix: z.string().default(''),
  /** Give the model folded text (see `fold`); only for models trained on it. */
  fold: z.boolean().default(false),
  /**
   * A token has one vector, whatever stands beside it, and a text is their sum: questions and sentences are matched token by
   * token, too.
   */
  staticTokens: z.boolean().default(false),
  /** A reader of its tokens lies beside the model, see `Reader`; needs `staticTokens`. */
  reader: z.boolean().default(false),
  /** Length of a vector; without it, whatever the model gives. */
  dimensions: z.int().positive().optional(),
});

export type ModelSettings = z.infer<typeof settingsSchema>;

export interface Model {
  /** Folder below `modelsDir`, or name on a hub. */
  name: string;
  modelsDir: string;
  settings: ModelSettings;
  /** Whether the weights are on this machine; otherwise they are downloaded into `modelsDir` once. */
  local: boolean;
}

/** Files of the library's ordinary local-model layout. */
const FILES = ['config.json', 'tokenizer.json', 'onnx/model_quantized.onnx'];
const READER_FILE = 'onnx/reader.onnx';
const SETTINGS_FILE = 'footnote.json';

/**
 * Finds a model and its settings.
 * @throws FootnoteError `model-missing` when it is neither in `modelsDir` nor a hub's name (`owner/name`);
 * `model-damaged` when a file of it is absent or `footnote.json` cannot be read.
 */
export async function findModel(name: string, modelsDir: string): Promise<Model> {
  const folder = join(modelsDir, name);
  const missing = FILES.filter((file) => !existsSync(join(folder, file)));
  const hub = /^[\w.-]+\/[\w.-]+$/.test(name);
  if (missing.length === FILES.length && !hub) {
    throw new FootnoteError(
      'model-missing',
      `There is no embedding model "${name}" in ${modelsDir}. Correct EMBEDDING_MODEL, or leave it out to use the one that ships with Footnote.`,
    );
  }
  if (missing.length > 0 && !hub) {
    throw new FootnoteError(
      'model-damaged',
      `The embedding model in ${folder} lacks ${missing.join(', ')}. Restore the folder (git checkout, or download the model again).`,
    );
  }
  const settings = await readSettings(folder);
  if (settings.reader && !existsSync(join(folder, READER_FILE))) {
    throw new FootnoteError(
      'model-damaged',
      `The embedding model in ${folder} lacks ${READER_FILE}. Restore the folder (git checkout, or download the model again).`,
    );
  }
  return { name, modelsDir, settings, local: missing.length === 0 };
}

async function readSettings(folder: string): Promise<ModelSettings> {
  const file = join(folder, SETTINGS_FILE);
  if (!existsSync(file)) return settingsSchema.parse({});
  try {
    return settingsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new FootnoteError(
      'model-damaged',
      `${file} is not a valid model description. Restore it, or delete it to use the defaults (mean pooling, no prefixes).`,
      { cause },
    );
  }
}

/**
 * SHA-256 over the model's weights, tokenizer and settings, so that an index knows which vectors it holds.
 * Call it once the model is loaded: a hub's model is on disk only then.
 */
export async function hashModel(model: Model): Promise<string> {
  const hash = createHash('sha256');
  for (const file of FILES) {
    const path = join(model.modelsDir, model.name, file);
    hash.update(file);
    if (existsSync(path)) for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  }
  // The vectors do not depend on these two.
  const settings = JSON.stringify(model.settings, (name, value: unknown) =>
    name === 'staticTokens' || name === 'reader' ? undefined : value,
  );
  return hash.update(settings).digest('hex');
}
