import { describe, expect, it } from 'vitest';
import { commandsOf, FEATURES } from '../../src/discord/features.ts';
import { stage } from '../support/bot-against-loopback.ts';
import { GUILD_ID } from '../../scripts/loopback/shapes.ts';

const REGISTER = 'scripts/register.ts';

describe('npm run register', () => {
  const on = stage();

  it('registers every command everywhere, in three languages, and prints them', async () => {
    const register = on.start(REGISTER);
    expect(await register.exited).toBe(0);
    const commands = on.discord.rest.commands.get('global') ?? [];
    expect(commands.map(({ name }) => name)).toEqual(commandsOf(FEATURES).map(({ data }) => data.name));
    expect(commands[0]?.name_localizations).toEqual({ 'zh-TW': '提問', 'zh-CN': '提问' });
    expect(register.output).toContain('/ask');
    expect(register.output).toContain('/articles');
    expect(register.output).toContain('message menu: Ask Footnote about this');
    // https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
    const needed = [10, 11, 14, 16, 35, 38].reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n);
    expect(register.output).toContain(`permissions=${needed}`);
  });

  it('registers for one server, without the contexts that only global commands know', async () => {
    const register = on.start(REGISTER, {}, ['--guild', GUILD_ID]);
    expect(await register.exited).toBe(0);
    const commands = on.discord.rest.commands.get(GUILD_ID) ?? [];
    expect(commands).toHaveLength(commandsOf(FEATURES).length);
    expect(commands[0]).not.toHaveProperty('contexts');
    expect(on.discord.rest.commands.has('global')).toBe(false);
  });

  it('tells how to invite the bot to a server that it is not in', async () => {
    const register = on.start(REGISTER, {}, ['--guild', '2000000000000000009']);
    expect(await register.exited).toBe(1);
    expect(register.output).toContain('no access to the server 2000000000000000009');
    expect(register.output).toContain('https://discord.com/oauth2/authorize?client_id=1000000000000000001');
  });

  it.each([['my server'], ['123']])('refuses "%s" as a server id with the usage', async (id) => {
    const register = on.start(REGISTER, {}, ['--guild', id]);
    expect(await register.exited).toBe(2);
    expect(register.output).toContain(`"${id}" is not a server id`);
    expect(register.output).toContain('npm run register');
    expect(on.discord.rest.requests).toEqual([]);
  });

  it('refuses an option that it does not have', async () => {
    expect(await on.start(REGISTER, {}, ['--server', '1']).exited).toBe(2);
  });

  it('explains itself', async () => {
    const register = on.start(REGISTER, { DISCORD_TOKEN: undefined }, ['--help']);
    expect(await register.exited).toBe(0);
    expect(register.output).toContain('--guild ID');
  });

  it('names a missing and a wrong token', async () => {
    const missing = on.start(REGISTER, { DISCORD_TOKEN: undefined });
    const wrong = on.start(REGISTER, { DISCORD_TOKEN: 'wrong' });
    expect(await missing.exited).toBe(1);
    expect(missing.output).toContain('DISCORD_TOKEN is not set');
    expect(await wrong.exited).toBe(1);
    expect(wrong.output).toContain('does not accept the token');
  });
});
