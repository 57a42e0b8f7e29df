import { describe, expect, onTestFinished, test } from 'vitest';
import { FootnoteError } from '../../../src/errors.ts';
import { INDEX_MIGRATIONS } from '../../../src/index/postgres/index-migrations.ts';
import { createVectorIndex } from '../../../src/index/postgres/nearest-passages.ts';
import { migratePostgres } from '../../../src/postgres/migrate-postgres.ts';
import { openPostgres } from '../../../src/postgres/open-postgres.ts';
import type { Postgres, Queries } from '../../../src/postgres/postgres.ts';
import { POSTGRES_SERVERS } from '../../support/postgres-servers.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: 8 };
const FULL = new FootnoteError('database-full', 'could not resize shared memory segment');

/** A database that has room for an index only when nothing that `needs` says was left out. */
function withoutRoom(postgres: Postgres, needs: string): Postgres {
  const within = (tx: Queries): Queries => {
    const said: string[] = [];
    return {
      all: (sql, values) => tx.all(sql, values),
      run: (sql, values) => {
        said.push(sql);
        const isRefused = sql.startsWith('CREATE INDEX') && !said.some((each) => each.includes(needs));
        return isRefused ? Promise.reject(FULL) : tx.run(sql, values);
      },
    };
  };
  return {
    place: postgres.place,
    all: (sql, values) => postgres.all(sql, values),
    run: (sql, values) => postgres.run(sql, values),
    transaction: (work) => postgres.transaction((tx) => work(within(tx))),
    close: () => postgres.close(),
  };
}

describe.each(POSTGRES_SERVERS)('the index of vectors ($name)', ({ emptyDatabase }) => {
  async function prepared(): Promise<{ postgres: Postgres; indexes: () => Promise<number> }> {
    const postgres = await openPostgres(await emptyDatabase());
    onTestFinished(() => postgres.close());
    await migratePostgres(postgres, 'index', INDEX_MIGRATIONS);
    const indexes = async () =>
      (await postgres.all("SELECT 1 FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%'")).length;
    return { postgres, indexes };
  }

  test('is made without workers where they have no memory to share', async () => {
    const { postgres, indexes } = await prepared();
    await createVectorIndex(withoutRoom(postgres, 'max_parallel_maintenance_workers = 0'), model);
    expect(await indexes()).toBe(1);
    await createVectorIndex(postgres, model);
    expect(await indexes()).toBe(1);
  });

  test('is not made where there is no room at all', async () => {
    const { postgres, indexes } = await prepared();
    await expect(createVectorIndex(withoutRoom(postgres, 'never'), model)).rejects.toBe(FULL);
    expect(await indexes()).toBe(0);
  });
});
