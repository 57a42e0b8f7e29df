import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../scripts/loopback/entities.ts';
import { GUILD_ID } from '../../scripts/loopback/shapes.ts';
import { REAL_BOT, stage } from '../support/bot-against-loopback.ts';
import { POSTGRES_SERVERS } from '../support/postgres-servers.ts';
import { readingSettings, writeReadingCorpus } from '../support/reading-corpus.ts';
import { runScript } from '../support/run-script.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Shards are started one after another, and each loads the model. */
const SLOW = { timeout: 240_000 };

describe.each(POSTGRES_SERVERS)(
  'two processes of a bot with one database ($name)',
  SLOW,
  ({ emptyDatabase }) => {
    const on = stage();

    it('answer from the one index in it, and both take up what is put in use there', async () => {
      const folder = await tempFolder();
      await writeReadingCorpus(folder);
      const settings = { ...readingSettings(folder), DATABASE_URL: await emptyDatabase() };
      const neighbour = on.discord.addGuild({
        id: String(((BigInt(GUILD_ID) >> 22n) + 1n) << 22n),
        name: 'Neighbour',
      });
      const channels = [on.discord.channel, on.discord.addChannel({ guild: neighbour })];
      on.discord.rest.shards = 2;
      const manager = on.start(REAL_BOT, { ...settings, SHARDS: '2' });
      for (const shard of [1, 2])
        await manager.line(new RegExp(`Shard ${shard} of 2: Footnote is ready as`, 'u'));
      const ask = async (channel: Channel, question: string): Promise<string> => {
        const tracked = on.discord.use({ command: 'ask', options: { question }, in: channel });
        return (await on.discord.reply(tracked)).embeds[0]?.description ?? '';
      };
      for (const channel of channels)
        expect(await ask(channel, '海燕號的船底換了多少塊木板？')).toMatch(/木板/u);

      const added = '# 新的渡輪\n\n新渡輪叫做白鷺號，船身長四十八公尺，可以載兩百人。\n';
      await writeFile(join(folder, 'corpus', 'ferry.md'), added);
      const { stdout, stderr } = await runScript('index', ['--json'], '', settings);
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({ added: [{ title: '新的渡輪' }], removed: [] });
      for (const shard of [1, 2])
        await manager.line(new RegExp(`Shard ${shard} of 2: Took up the index`, 'u'));
      for (const channel of channels) expect(await ask(channel, '白鷺號可以載多少人？')).toMatch(/兩百人/u);
    });
  },
);
