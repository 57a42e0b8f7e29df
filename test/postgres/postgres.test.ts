import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgres, type PostgresOptions } from '../../src/postgres/open-postgres.ts';
import type { Postgres, Queries } from '../../src/postgres/postgres.ts';
import { POSTGRES_SERVERS } from '../support/postgres-servers.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

function code(expected: string): Error {
  return expect.objectContaining({ name: 'FootnoteError', code: expected }) as Error;
}

describe.each(POSTGRES_SERVERS)('on $name', ({ emptyDatabase, hasSessions }) => {
  async function open(options?: PostgresOptions, url?: string): Promise<Postgres> {
    const postgres = await openPostgres(url ?? (await emptyDatabase()), options);
    onTestFinished(() => postgres.close());
    return postgres;
  }

  /** A database with one number in it, 0. */
  async function openCounter(options?: PostgresOptions, url?: string): Promise<Postgres> {
    const postgres = await open(options, url);
    await postgres.run('CREATE TABLE counter (n BIGINT NOT NULL); INSERT INTO counter VALUES (0);');
    return postgres;
  }

  async function read(queries: Queries): Promise<number> {
    return (await queries.all<{ n: number }>('SELECT n FROM counter'))[0]?.n ?? NaN;
  }

  async function countOneMore(queries: Queries): Promise<void> {
    const n = await read(queries);
    await pause(Math.random() * 5);
    await queries.run('UPDATE counter SET n = $1', [n + 1]);
  }

  test('reads and writes, whole numbers as numbers', async () => {
    const postgres = await open();
    await postgres.run('CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT, amount DOUBLE PRECISION)');
    const insert = 'INSERT INTO notes VALUES ($1, $2, $3)';
    expect(await postgres.run(insert, [1_800_000_000_000, '第一節 😀', 1.5])).toBe(1);
    expect(await postgres.run(insert, [2, null, null])).toBe(1);
    expect(await postgres.run('UPDATE notes SET amount = 2 WHERE id > $1', [0])).toBe(2);
    expect(await postgres.all('SELECT count(*) AS count FROM notes')).toEqual([{ count: 2 }]);
    expect(await postgres.all('SELECT * FROM notes ORDER BY id DESC')).toEqual([
      { id: 1_800_000_000_000, text: '第一節 😀', amount: 2 },
      { id: 2, text: null, amount: 2 },
    ]);
    await expect(postgres.all('SELECT 9007199254740993::int8')).rejects.toThrow(/does not fit/);
  });

  test('a mistake in a statement stays what it is, and the connection is of use after it', async () => {
    const postgres = await open({ connections: 1 });
    await expect(postgres.all('SELECT * FROM absent')).rejects.toThrow(
      expect.objectContaining({ code: '42P01' }) as Error,
    );
    expect(await postgres.all('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('a transaction whose work fails leaves nothing behind', async () => {
    const postgres = await openCounter();
    const failing = postgres.transaction(async (tx) => {
      await countOneMore(tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await read(postgres)).toBe(0);
  });

  test('a transaction that goes on after a failed statement is not taken for done', async () => {
    const postgres = await openCounter();
    const swallowing = postgres.transaction(async (tx) => {
      await countOneMore(tx);
      await tx.run('SELECT * FROM absent').catch(() => 0);
    });
    await expect(swallowing).rejects.toThrow(/a statement failed/);
    expect(await read(postgres)).toBe(0);
  });

  test('says so, rather than waiting for ever, when a transaction does not use what it was given', async () => {
    const postgres = await openCounter({ connections: 1 });
    const wrong = /use the one that is open/;
    await expect(postgres.transaction(() => postgres.run('UPDATE counter SET n = 5'))).rejects.toThrow(wrong);
    await expect(postgres.transaction(() => postgres.transaction(countOneMore))).rejects.toThrow(wrong);
    let leaked: Queries | undefined;
    await postgres.transaction((tx) => {
      leaked = tx;
      return Promise.resolve();
    });
    await expect(leaked?.run('UPDATE counter SET n = 5')).rejects.toThrow(/has ended/);
    expect(await read(postgres)).toBe(0);
  });

  test('transactions that read and write the same, from several processes, all count', async () => {
    const url = await emptyDatabase();
    const processes = [await openCounter({}, url), await open({}, url), await open({}, url)];
    await Promise.all(
      processes.flatMap((postgres) => Array.from({ length: 7 }, () => postgres.transaction(countOneMore))),
    );
    expect(await read(processes[0] as Postgres)).toBe(21);
  });

  // With one session, two transactions cannot wait for each other.
  test.runIf(hasSessions)('two transactions that wait for each other are both done in the end', async () => {
    const postgres = await open();
    await postgres.run(
      'CREATE TABLE rows (id INT PRIMARY KEY, n INT); INSERT INTO rows VALUES (1, 0), (2, 0);',
    );
    let tries = 0;
    const inOrder = (...ids: number[]): Promise<void> =>
      postgres.transaction(async (tx) => {
        tries++;
        for (const id of ids) {
          await tx.run('UPDATE rows SET n = n + 1 WHERE id = $1', [id]);
          await pause(100);
        }
      });
    await Promise.all([inOrder(1, 2), inOrder(2, 1)]);
    expect(await postgres.all('SELECT n FROM rows')).toEqual([{ n: 2 }, { n: 2 }]);
    expect(tries).toBeGreaterThan(2);
  });

  test.runIf(hasSessions)('gives up, in words, when others get in the way for ever', async () => {
    const url = await emptyDatabase();
    const [postgres, other] = [await openCounter({}, url), await open({}, url)];
    const beaten = postgres.transaction(async (tx) => {
      const n = await read(tx);
      await other.transaction(countOneMore);
      await tx.run('UPDATE counter SET n = $1', [n + 1]);
    });
    await expect(beaten).rejects.toThrow(code('database-conflict'));
  });

  test('reads again when its connections had died', async () => {
    const { proxy, url } = await TcpProxy.before(await emptyDatabase());
    const postgres = await openCounter({ connections: 3 }, url);
    await Promise.all([1, 2, 3].map(() => read(postgres)));
    proxy.cut();
    // At once, before this process has heard of it; and once it has.
    expect(await read(postgres)).toBe(0);
    expect(await postgres.transaction(read)).toBe(0);
    proxy.cut();
    await pause(50);
    expect(await read(postgres)).toBe(0);
    expect(await postgres.run('UPDATE counter SET n = 1')).toBe(1);
  });

  test('does a transaction again when the connection is lost before it was committed', async () => {
    const { proxy, url } = await TcpProxy.before(await emptyDatabase());
    const postgres = await openCounter({ connections: 1 }, url);
    let tries = 0;
    await postgres.transaction(async (tx) => {
      await countOneMore(tx);
      if (tries++ === 0) proxy.cut();
      await countOneMore(tx);
    });
    expect(tries).toBe(2);
    expect(await read(postgres)).toBe(2);
  });

  test.each([
    ['a write', 'UPDATE counter', (postgres: Postgres) => postgres.run('UPDATE counter SET n = n + 1')],
    ['a commit', 'COMMIT', (postgres: Postgres) => postgres.transaction(countOneMore)],
  ])('%s that may have been done is not done again when the connection is lost', async (_, sql, write) => {
    const { proxy, url } = await TcpProxy.before(await emptyDatabase());
    const postgres = await openCounter({ connections: 1 }, url);
    let sent = 0;
    proxy.onSent = (bytes) => {
      if (!bytes.includes(sql)) return;
      sent++;
      setTimeout(() => {
        proxy.cut();
      }, 50);
      // The answer never comes back.
      setImmediate(() => (proxy.isStalled = true));
    };
    await expect(write(postgres)).rejects.toThrow(code('database-unreachable'));
    proxy.isStalled = false;
    expect(sent).toBe(1);
    expect(await read(postgres)).toBe(1);
  });

  test('gives up a statement that takes too long, and goes on with another connection', async () => {
    const { proxy, url } = await TcpProxy.before(await emptyDatabase());
    const postgres = await openCounter({ connections: 1, statementSeconds: 1 }, url);
    proxy.isStalled = true;
    await expect(read(postgres)).rejects.toThrow(code('database-slow'));
    proxy.cut();
    proxy.isStalled = false;
    expect(await read(postgres)).toBe(0);
  });

  test('says that the database is gone, and goes on when it is back', async () => {
    const real = await emptyDatabase();
    const { proxy, url } = await TcpProxy.before(real);
    const postgres = await openCounter({}, url);
    proxy.shut();
    await expect(read(postgres)).rejects.toThrow(code('database-unreachable'));
    await expect(postgres.run('UPDATE counter SET n = 1')).rejects.toThrow(code('database-unreachable'));
    await expect(postgres.transaction(read)).rejects.toThrow(code('database-unreachable'));
    await proxy.reopen();
    expect(await read(postgres)).toBe(0);
  });

  test('closing waits for what was asked for before', async () => {
    const url = await emptyDatabase();
    const postgres = await openCounter({ connections: 1 }, url);
    const written = [
      postgres.transaction(countOneMore),
      postgres.transaction(countOneMore),
      postgres.run('UPDATE counter SET n = n + 10'),
    ];
    await postgres.close();
    await Promise.all(written);
    await expect(read(postgres)).rejects.toThrow(/is closed/);
    expect(await read(await open({}, url))).toBe(12);
  });
});
