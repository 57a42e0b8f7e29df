import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openPostgres } from '../../src/postgres/open-postgres.ts';

const PASSWORD = 'hunter2-sesame';

/** A server that refuses everybody with an error, as PostgreSQL does. */
async function refusingServer(state: string, message: string): Promise<string> {
  const fields = { S: 'FATAL', V: 'FATAL', C: state, M: message };
  const text = Object.entries(fields)
    .map(([name, value]) => `${name}${value}\0`)
    .join('');
  const error = Buffer.alloc(5 + Buffer.byteLength(text) + 1);
  error.write('E', 0);
  error.writeInt32BE(error.length - 1, 1);
  error.write(text, 5);
  return serve((socket) => {
    socket.end(error);
  });
}

async function serve(onStartup: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      onStartup(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `postgres://bot:${PASSWORD}@127.0.0.1:${address.port}/articles`;
}

/** What people see of an error: all of it, with its causes. */
async function refusalOf(url: string): Promise<{ code: unknown; message: string; shown: string }> {
  try {
    await openPostgres(url);
  } catch (error) {
    const { code, message } = error as Error & { code: unknown };
    const causes: unknown[] = [];
    for (let each: unknown = error; each instanceof Error; each = each.cause) causes.push(each.stack);
    return { code, message, shown: causes.join('\n') };
  }
  throw new Error(`${url} was opened`);
}

test.each([
  ['28P01', 'password authentication failed for user "bot"', 'database-refused', /right user, password/],
  ['28000', 'no pg_hba.conf entry for host', 'database-refused', /right user, password/],
  ['3D000', 'database "articles" does not exist', 'database-refused', /database/],
  ['42501', 'permission denied for schema public', 'database-refused', /create and change tables/],
  ['57P03', 'the database system is starting up', 'database-unreachable', /whether it runs/],
  ['57P01', 'terminating connection due to administrator command', 'database-unreachable', /whether it runs/],
  ['53300', 'sorry, too many clients already', 'database-unreachable', /max_connections/],
  ['53100', 'could not extend file: No space left on device', 'database-full', /Free some space/],
  ['25006', 'cannot execute INSERT in a read-only transaction', 'database-refused', /not a replica/],
  ['57014', 'canceling statement due to statement timeout', 'database-slow', /what else it is doing/],
])('%s (%s) is %s, with the cure', async (state, words, code, cure) => {
  const url = await refusingServer(state, words);
  const refusal = await refusalOf(url);
  expect(refusal.code).toBe(code);
  expect(refusal.message).toContain(` postgres://127.0.0.1:${new URL(url).port}/articles `);
  expect(refusal.message).toContain(`(${words})`);
  expect(refusal.message).toMatch(cure);
  expect(refusal.shown).not.toContain(PASSWORD);
});

test.each([
  [
    'nothing listens',
    () => Promise.resolve(`postgres://bot:${PASSWORD}@127.0.0.1:1/articles`),
    /ECONNREFUSED/,
  ],
  [
    'there is no such host',
    () => Promise.resolve(`postgres://bot:${PASSWORD}@no-such-host.invalid/articles`),
    /no-such-host\.invalid:5432\/articles/,
  ],
  [
    'there is no such socket',
    () => Promise.resolve(`postgres://bot:${PASSWORD}@/articles?host=/no/such/folder`),
    /ENOENT/,
  ],
  [
    'the server hangs up',
    () =>
      serve((socket) => {
        socket.destroy();
      }),
    /127\.0\.0\.1/,
  ],
])('is unreachable when %s', async (_, address, words) => {
  const refusal = await refusalOf(await address());
  expect(refusal.code).toBe('database-unreachable');
  expect(refusal.message).toMatch(words);
  expect(refusal.message).toMatch(/whether DATABASE_URL names its address/);
  expect(refusal.shown).not.toContain(PASSWORD);
});

test('a server without TLS is not trusted when TLS is asked for', async () => {
  const url = await serve((socket) => socket.end('N'));
  const refusal = await refusalOf(`${url}?sslmode=verify-full`);
  expect(refusal.code).toBe('database-refused');
  expect(refusal.message).toMatch(/sslmode/);
});

test.each([
  '',
  'localhost:5432',
  'mysql://bot:hunter2-sesame@host/articles',
  'postgres://bot:hunter2-sesame@:x',
])('refuses the address "%s" without showing it', async (url) => {
  const refusal = await refusalOf(url);
  expect(refusal.code).toBe('database-address');
  expect(refusal.message).toContain('postgres://user:password@host:5432/name');
  expect(refusal.shown).not.toContain(PASSWORD);
});
