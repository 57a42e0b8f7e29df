import { isSnowflake, registerCommands } from '../src/discord/register-commands.ts';
import { readArguments, runEntry, UsageError } from './run-entry.ts';

const HELP = `Tells Discord which commands Footnote has, and prints them.

npm run register -- [--guild ID]

  --guild ID   in this server only: there at once, good for trying things out
               without it: in every server

Needs DISCORD_TOKEN, in the environment or in .env.`;

await runEntry(HELP, async (config) => {
  const { guild } = readArguments({ options: { guild: { type: 'string' } } }).values;
  if (guild !== undefined && !isSnowflake(guild)) {
    throw new UsageError(
      `"${guild}" is not a server id: it has 17 to 20 digits (Developer Mode, then Copy Server ID).`,
    );
  }
  const { commands, invite } = await registerCommands(config, guild);
  console.log(
    `Registered ${commands.length} commands in ${guild === undefined ? 'every server' : `the server ${guild}`}:`,
  );
  for (const command of commands) {
    const isSlash = 'description' in command;
    console.log(isSlash ? `  /${command.name}  ${command.description}` : `  message menu: ${command.name}`);
  }
  console.log(`To add the bot to a server, with the permissions it needs:\n  ${invite}`);
});
