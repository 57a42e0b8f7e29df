import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openState } from '../../src/state/state.ts';
import { POSTGRES_SERVERS } from '../support/postgres-servers.ts';
import { runScript } from '../support/run-script.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { writeCorpus } from '../support/versioned-corpus.ts';

/** Runs a script with settings of its own. */
const run = (name: string, args: string[], settings: Record<string, string>) =>
  runScript(name, args, '', settings);

describe.each(POSTGRES_SERVERS)('npm run move ($name)', ({ emptyDatabase }) => {
  test('takes the index and the state to a database, and back again', async () => {
    const folder = await tempFolder();
    const url = await emptyDatabase();
    const place = new URL(url);
    const settings = (name: string) => ({
      CORPUS_DIR: join(folder, 'corpus'),
      INDEX_DIR: join(folder, name, 'index'),
      STATE_FILE: join(folder, name, 'state.sqlite'),
    });
    const [first, second] = [settings('first'), settings('second')];
    await writeCorpus(first.CORPUS_DIR, { 'a.md': '# 燈塔\n\n燈塔建於1886年,高三十二公尺。\n' });
    expect((await run('index', [], first)).code).toBe(0);
    const state = await openState({ stateFile: first.STATE_FILE });
    await state.settings.set('1', { unanswered: { days: 7 } });
    await state.close();

    const there = await run('move', ['--to', url], first);
    expect(there).toMatchObject({ code: 0, stderr: '' });
    expect(there.stdout).toBe(
      `Copied the index to postgres://${place.host}${place.pathname}: 1 articles, 1 passages.\n` +
        `Copied what the bot keeps to postgres://${place.host}${place.pathname}: settings 1, feedback 0, unanswered 0, usage 0, studies 0.\n` +
        'Set DATABASE_URL in .env to this address, and start the bot again.\n',
    );
    const asked = await run('ask', ['--json', '燈塔建於哪一年?'], { ...second, DATABASE_URL: url });
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect((JSON.parse(asked.stdout) as { quotes: { text: string }[] }).quotes[0]?.text).toContain('1886年');

    const nowhere = { ...second, DATABASE_URL: 'postgres://127.0.0.1:1/none' };
    const named = await run('ask', ['--json', '--index', first.INDEX_DIR, '燈塔建於哪一年?'], nowhere);
    expect(named.stdout).toBe(asked.stdout);
    const away = await run('ask', ['--json', '燈塔建於哪一年?'], nowhere);
    expect(away).toMatchObject({ code: 1, stdout: '' });
    expect(away.stderr).toMatch(/^Cannot reach the database postgres:\/\/127\.0\.0\.1:1\/none \(/);

    const back = await run('move', ['--from', url], second);
    expect(back).toMatchObject({ code: 0, stderr: '' });
    expect(back.stdout).toContain('Take DATABASE_URL out of .env');
    const again = await run('ask', ['--json', '燈塔建於哪一年?'], second);
    expect(again.stdout).toBe(asked.stdout);
    const returned = await openState({ stateFile: second.STATE_FILE });
    expect(await returned.settings.get('1')).toMatchObject({ unanswered: { days: 7 } });
    await returned.close();

    const twice = await run('move', ['--to', url], first);
    expect(twice.code).toBe(1);
    expect(twice.stdout).toContain('has this index already');
    expect(twice.stderr).toMatch(/settings already, and two states cannot be made one/);
  }, 120_000);
});

test('names what is wrong with the address, and what is missing, without showing a password', async () => {
  const wrong = await run('move', ['--to', 'mysql://me:secret@host/db'], {});
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('no address of a PostgreSQL database');
  expect(wrong.stderr + wrong.stdout).not.toContain('secret');
  expect((await run('move', [], {})).code).toBe(2);
  expect((await run('move', ['--to', 'a', '--from', 'b'], {})).code).toBe(2);
});
