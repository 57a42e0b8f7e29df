import { FootnoteError } from '../../errors.ts';
import { migratePostgres } from '../../postgres/migrate-postgres.ts';
import { openPostgres } from '../../postgres/open-postgres.ts';
import type { Postgres } from '../../postgres/postgres.ts';
import { knownOf } from '../article-header.ts';
import { missingIndex, noEarlier, otherModel } from '../index-errors.ts';
import type { IndexReader } from '../index-reader.ts';
import type * as store from '../index-store.ts';
import { earlierVersion, summarizeVersions } from '../kept-versions.ts';
import type { Manifest } from '../manifest.ts';
import { isSameModel, type ModelIdentity } from '../model-identity.ts';
import type { PreparedBuild } from '../plan-index.ts';
import { readUsable } from '../read-usable.ts';
import { newVersion } from '../version-name.ts';
import { withDatabaseLock, type HeldLock } from './database-lock.ts';
import { INDEX_MIGRATIONS } from './index-migrations.ts';
import { hasIterativeScan } from './nearest-passages.ts';
import { PostgresIndex } from './postgres-index.ts';
import type { PostgresStep } from './postgres-step.ts';
import { discardVersion, removeOutdated, removeUnpublished } from './remove-rows.ts';
import { setDamagedAside } from './row-checksums.ts';
import * as rows from './version-rows.ts';
import { verifyRows } from './verify-rows.ts';
import { writeVersion } from './write-version.ts';

/** Connections of a build: for its work, and for the lock's signs of life. */
const BUILD_CONNECTIONS = 3;

/**
 * Connects to the index in a PostgreSQL database with the pgvector extension; makes its tables when there are none.
 * @param url see `openPostgres`
 * @param shardPassages see `assignShards`
 * @throws FootnoteError `database-...`
 */
export async function openPostgresStore(url: string, shardPassages?: number): Promise<PostgresStore> {
  const postgres = await openPostgres(url, { applicationName: 'footnote index' });
  try {
    await migratePostgres(postgres, 'index', INDEX_MIGRATIONS);
    return new PostgresStore(url, postgres, await hasIterativeScan(postgres), shardPassages);
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

/** An index in a PostgreSQL database, which several processes may share. */
export class PostgresStore implements store.IndexStore {
  readonly place: string;
  readonly #url: string;
  readonly #postgres: Postgres;
  readonly #isIterative: boolean;
  readonly #shardPassages: number | undefined;
  /** For statements that may take minutes; opened by the first build. */
  #builder: Promise<Postgres> | null = null;
  #lock: HeldLock | null = null;

  constructor(url: string, postgres: Postgres, isIterative: boolean, shardPassages?: number) {
    this.place = postgres.place;
    this.#url = url;
    this.#postgres = postgres;
    this.#isIterative = isIterative;
    this.#shardPassages = shardPassages;
  }

  current(): Promise<string | null> {
    return rows.currentVersion(this.#postgres);
  }

  async open(model: ModelIdentity): Promise<IndexReader> {
    for (;;) {
      const version = await this.#inUse();
      try {
        return await this.#openVersion(version, model);
      } catch (error) {
        // Builds may have put others in its place and removed it while it was being opened.
        if ((await this.current()) === version) throw error;
      }
    }
  }

  async readInUse(): Promise<store.VersionInUse | null> {
    const version = await this.current();
    if (version === null) return null;
    // A damaged version is no reason to refuse a new one; a database that is away is.
    const read = await readUsable(() => rows.readVersion(this.#postgres, this.place, version));
    if (read === null) return null;
    const articles = read.articles.map(({ header }) => knownOf(header));
    return { version, manifest: read.manifest, articles };
  }

  async texts(version: string, ids: string[]): Promise<Map<string, string>> {
    const wanted = new Set(ids);
    const listed = (await rows.readListed(this.#postgres, version)).filter(({ header }) =>
      wanted.has(header.id),
    );
    const contents = await this.#postgres.all<{ content: string }>(
      'SELECT content FROM footnote_articles WHERE id = ANY($1::int8[])',
      [listed.map(({ row }) => row)],
    );
    return new Map(
      contents.map(({ content }) => rows.readArticle(content, '')).map(({ id, text }) => [id, text]),
    );
  }

  async withLock<T>(work: (assertHeld: () => void) => Promise<T>): Promise<T> {
    return withDatabaseLock(await this.#forBuilding(), async (lock) => {
      this.#lock = lock;
      try {
        return await work(lock.assertHeld);
      } finally {
        this.#lock = null;
      }
    });
  }

  async write(prepared: PreparedBuild, options: store.WriteOptions): Promise<store.WrittenVersion> {
    const onStep: ((step: PostgresStep) => void) | undefined = options.onStep;
    const postgres = await this.#forBuilding();
    onStep?.('clean-up');
    await removeUnpublished(postgres);
    if (prepared.plan.rebuild === 'none' && prepared.current !== null) await setDamagedAside(postgres);
    const now = new Date();
    const [newest] = await rows.versionNames(postgres);
    const name = newVersion(now, newest);
    const shardPassages = this.#shardPassages;
    const embedded = await writeVersion(postgres, { name, now, shardPassages }, prepared, options);
    onStep?.('verify');
    await rows.readVersion(postgres, this.place, name);
    let isPublished = false;
    return {
      version: name,
      embedded,
      open: (model) => this.#openVersion(name, model),
      publish: async () => {
        onStep?.('swap');
        const before = await this.#swap(postgres, name);
        isPublished = true;
        onStep?.('remove-old');
        await removeOutdated(postgres, name, before);
        onStep?.('done');
      },
      discard: async () => {
        if (!isPublished) await discardVersion(postgres, name);
      },
    };
  }

  async versions(): Promise<store.VersionSummary[]> {
    const inUse = await this.current();
    return summarizeVersions(await rows.versionNames(this.#postgres), inUse, (version) =>
      rows.readManifest(this.#postgres, this.place, version),
    );
  }

  async rollback(model?: ModelIdentity, to?: string): Promise<store.RollbackSummary> {
    if ((await this.current()) === null) throw noEarlier(this.place, 'no version is in use');
    return this.withLock(async () => {
      const current = await this.#inUse();
      const names = await rows.versionNames(this.#postgres);
      const check = (version: string) => this.#verify(version);
      const earlier = await earlierVersion({ place: this.place, current, names, check }, model, to);
      await this.#swap(await this.#forBuilding(), earlier.version);
      return earlier;
    });
  }

  async verify(model: ModelIdentity): Promise<Manifest> {
    const version = await this.#inUse();
    const manifest = await this.#verify(version);
    if (!isSameModel(manifest.model, model)) throw otherModel(this.place, manifest.model, model);
    return manifest;
  }

  async close(): Promise<void> {
    await this.#postgres.close();
    await (await this.#builder?.catch(() => null))?.close();
  }

  async #inUse(): Promise<string> {
    const version = await this.current();
    if (version === null) throw missingIndex(this.place);
    return version;
  }

  async #openVersion(version: string, model: ModelIdentity): Promise<IndexReader> {
    const manifest = await rows.readManifest(this.#postgres, this.place, version);
    if (!isSameModel(manifest.model, model)) throw otherModel(this.place, manifest.model, model);
    const read = await rows.readVersion(this.#postgres, this.place, version);
    return new PostgresIndex(this.#postgres, read, this.#isIterative);
  }

  /** Reads a version through. One that is damaged is withdrawn: nobody opens it any more, and a build writes it anew. */
  async #verify(version: string): Promise<Manifest> {
    const postgres = await this.#forBuilding();
    try {
      return await verifyRows(postgres, this.place, version);
    } catch (error) {
      if (error instanceof FootnoteError && error.code === 'index-damaged')
        await rows.withdraw(postgres, version);
      throw error;
    }
  }

  /**
   * Puts a version in use in one transaction, which is undone when the lock was lost.
   * @returns the version that was in use before
   */
  #swap(postgres: Postgres, version: string): Promise<string | null> {
    return postgres.transaction(async (tx) => {
      await this.#lock?.assertHeldIn(tx);
      const before = await rows.currentVersion(tx);
      await tx.run('UPDATE footnote_versions SET was_used = TRUE WHERE name = $1', [version]);
      await tx.run(
        `INSERT INTO footnote_current (id, version) VALUES (1, $1)
         ON CONFLICT (id) DO UPDATE SET version = excluded.version`,
        [version],
      );
      return before;
    });
  }

  #forBuilding(): Promise<Postgres> {
    this.#builder ??= openPostgres(this.#url, {
      connections: BUILD_CONNECTIONS,
      statementSeconds: 0,
      applicationName: 'footnote indexing',
    }).catch((error: unknown) => {
      // The next one may find it.
      this.#builder = null;
      throw error;
    });
    return this.#builder;
  }
}
