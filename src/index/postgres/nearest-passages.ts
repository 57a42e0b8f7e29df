import { FootnoteError } from '../../errors.ts';
import type { Postgres, Queries } from '../../postgres/postgres.ts';
import type { ModelIdentity } from '../model-identity.ts';
import { normalize } from '../vectors.ts';
import { modelKey } from './content-key.ts';
import { readOnly } from './read-only.ts';
import { writeVector } from './vector-text.ts';

/** As in the folder's engine (Malkov & Yashunin 2016; pgvector's own defaults are 16, 64 and 40). */
const M = 16;
const EF_CONSTRUCTION = 200;
/**
 * More than there, where each shard has a graph of its own: of the 50 nearest of an exact scan among 94,000 real passages, one
 * graph finds 94.1 % with 200, 97.1 % with 400 and 98.9 % with 800, in 6, 10 and 16 ms.
 */
const EF_SEARCH = 800;
/** The most that pgvector takes for it. */
const MOST_EF_SEARCH = 1000;
/** The graph of 100,000 vectors of 384 dimensions takes about 200 MB; building it in less is many times slower. */
const MEMORY = "maintenance_work_mem = '384MB'";
const ALONE = 'max_parallel_maintenance_workers = 0';

/** The SQL for a model's vectors; `modelKey` is hexadecimal, so it may stand in a statement. */
function sqlOf(model: ModelIdentity) {
  const key = modelKey(model);
  return {
    name: `footnote_passages_${key}`,
    embedding: `(embedding::vector(${model.dimensions}))`,
    condition: `model = '${key}'`,
  };
}

/**
 * Makes the HNSW index of a model's passages, if there is none: after a first load, since filling an index row by row takes
 * far longer. Rows that come later go into it one by one.
 */
export async function createVectorIndex(postgres: Postgres, model: ModelIdentity): Promise<void> {
  const { name, embedding, condition } = sqlOf(model);
  if (await hasIndex(postgres, name)) return;
  const create = (settings: string[]): Promise<void> =>
    postgres.transaction(async (tx) => {
      for (const setting of settings) await tx.run(`SET LOCAL ${setting}`);
      await tx.run(
        `CREATE INDEX IF NOT EXISTS ${name} ON footnote_passages USING hnsw (${embedding} vector_ip_ops)
         WITH (m = ${M}, ef_construction = ${EF_CONSTRUCTION}) WHERE ${condition}`,
      );
    });
  try {
    await create([MEMORY]);
  } catch (error) {
    // Workers that build at once share their memory in /dev/shm, of which a container has 64 MB unless told otherwise; a full
    // disk fails the second time as well.
    if (!(error instanceof FootnoteError && error.code === 'database-full')) throw error;
    await create([MEMORY, ALONE]);
  }
}

async function hasIndex(queries: Queries, name: string): Promise<boolean> {
  const found = await queries.all('SELECT 1 FROM pg_indexes WHERE indexname = $1', [name]);
  return found.length > 0;
}

/** Removes the HNSW indexes of models that no passage is left of. */
export async function dropUnusedVectorIndexes(postgres: Postgres): Promise<void> {
  const indexes = await postgres.all<{ name: string }>(
    "SELECT indexname AS name FROM pg_indexes WHERE tablename = 'footnote_passages' AND indexdef LIKE '%USING hnsw%'",
  );
  for (const { name } of indexes) {
    const key = name.replace('footnote_passages_', '');
    if (!/^[0-9a-f]{16}$/.test(key)) continue;
    const used = await postgres.all('SELECT 1 FROM footnote_passages WHERE model = $1 LIMIT 1', [key]);
    if (used.length === 0) await postgres.run(`DROP INDEX IF EXISTS ${name}`);
  }
}

/** What a search asks for. */
export interface NearestQuery {
  model: ModelIdentity;
  version: string;
  vector: number[];
  limit: number;
  /** Row of the one article to search. */
  article?: number;
  /** Whether pgvector can go on searching until enough passages of the version are found (0.8 and newer). */
  isIterative: boolean;
}

/**
 * The passages of a version that are nearest to a vector, nearest first. The HNSW index holds those of other versions too;
 * they are passed over.
 */
export function nearestPassages(
  postgres: Postgres,
  { model, version, vector, limit, article, isIterative }: NearestQuery,
): Promise<{ id: number; score: number }[]> {
  const { embedding, condition } = sqlOf(model);
  const distance = `${embedding} <#> $1::vector(${model.dimensions})`;
  // pgvector returns no more than ef_search rows, before it looks at the version.
  const settings = [
    `hnsw.ef_search = ${Math.min(MOST_EF_SEARCH, Math.max(EF_SEARCH, limit))}`,
    ...(isIterative ? ['hnsw.iterative_scan = strict_order'] : []),
  ];
  return readOnly(postgres, settings, async (tx) => {
    const rows = await tx.all<{ id: number; distance: number }>(
      `SELECT id, ${distance} AS distance FROM footnote_passages
       WHERE ${condition} ${article === undefined ? '' : 'AND article = $4'} AND EXISTS (
         SELECT 1 FROM footnote_version_articles AS listed
         WHERE listed.version = $2 AND listed.article = footnote_passages.article)
       ORDER BY ${distance} LIMIT $3`,
      [writeVector(normalize(vector)), version, limit, ...(article === undefined ? [] : [article])],
    );
    return rows.map((row) => ({ id: row.id, score: -row.distance }));
  });
}

/** Whether the database's pgvector has iterative scans. */
export async function hasIterativeScan(postgres: Postgres): Promise<boolean> {
  const [row] = await postgres.all<{ version: string }>(
    "SELECT extversion AS version FROM pg_extension WHERE extname = 'vector'",
  );
  const [major = 0, minor = 0] = (row?.version ?? '').split('.').map(Number);
  return major > 0 || minor >= 8;
}
