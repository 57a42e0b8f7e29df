import {
  MessageFlags,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
} from 'discord.js';
import type { Command, CommandContext } from './command.ts';
import { describeFailure, lostReply, stackOf, unknownCommand } from './failure.ts';
import type { Message } from './message.ts';

/**
 * Takes an interaction to its command. Never rejects: what fails is told to the person and to the log.
 * Buttons, menus and forms get their own branch here when there are any.
 */
export async function dispatch(
  interaction: Interaction,
  commands: readonly Command[],
  context: CommandContext,
): Promise<void> {
  if (interaction.isChatInputCommand()) await runCommand(interaction, commands, context);
  else if (interaction.isAutocomplete()) await runAutocomplete(interaction, commands, context);
  else context.log(`Ignored an interaction of type ${interaction.type}: no command offers one.`);
}

function named(commands: readonly Command[], name: string): Command | undefined {
  return commands.find((command) => command.data.name === name);
}

async function runCommand(
  interaction: ChatInputCommandInteraction,
  commands: readonly Command[],
  context: CommandContext,
): Promise<void> {
  const what = `/${interaction.commandName} (interaction ${interaction.id})`;
  try {
    const command = named(commands, interaction.commandName);
    if (command === undefined) {
      context.log(
        `${what}: this bot has no such command; run "npm run register" to bring Discord's list up to date.`,
      );
      await reply(interaction, unknownCommand(interaction.locale));
      return;
    }
    await command.execute(interaction, context);
  } catch (error) {
    const typedArticle = interaction.options.getString('article') ?? '';
    const failure = describeFailure(error, { locale: interaction.locale, what, typedArticle });
    if (failure.log !== null) context.log(failure.log);
    if (failure.reply !== null) await apologise(interaction, failure.reply, what, context);
  }
}

/** Edits the deferred reply, or replies to the asker alone when nothing was acknowledged yet. */
async function reply(interaction: ChatInputCommandInteraction, answer: Message): Promise<void> {
  if (interaction.deferred || interaction.replied) await interaction.editReply(answer);
  else await interaction.reply({ ...answer, flags: MessageFlags.Ephemeral });
}

async function apologise(
  interaction: ChatInputCommandInteraction,
  apology: Message,
  what: string,
  { log }: CommandContext,
): Promise<void> {
  try {
    await reply(interaction, apology);
  } catch (error) {
    log(`${what}: the apology could not be sent either: ${lostReply(error) ?? stackOf(error)}`);
  }
}

async function runAutocomplete(
  interaction: AutocompleteInteraction,
  commands: readonly Command[],
  context: CommandContext,
): Promise<void> {
  const what = `Autocomplete of /${interaction.commandName} (interaction ${interaction.id})`;
  try {
    await named(commands, interaction.commandName)?.autocomplete?.(interaction, context);
  } catch (error) {
    // There is no way to tell a person who is still typing; the list just stays empty.
    context.log(`${what}: ${lostReply(error) ?? stackOf(error)}`);
  }
}
