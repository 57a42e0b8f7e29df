import {
  MessageFlags,
  type AutocompleteInteraction,
  type Interaction,
  type RepliableInteraction,
} from 'discord.js';
import { parseCustomId } from './custom-id.ts';
import { describeFailure, lostReply, say, stackOf } from './failure.ts';
import type { Context, Feature } from './feature.ts';
import { commandsOf } from './features.ts';
import type { Message } from './message.ts';
import { refusal } from './refusal.ts';
import { FAILURE_WORDING } from './wording/failure.ts';
import { inLanguage } from './wording/language.ts';

/** Takes an interaction to its feature. Never rejects: what fails is told to the person and to the log. */
export async function dispatch(
  interaction: Interaction,
  features: readonly Feature[],
  context: Context,
): Promise<void> {
  if (interaction.isAutocomplete()) {
    await runAutocomplete(interaction, features, context);
    return;
  }
  const what = nameOf(interaction);
  if (!interaction.isRepliable()) {
    context.log(`Ignored ${what}: nothing here offers one.`);
    return;
  }
  try {
    await run(interaction, features, context);
  } catch (error) {
    const failure = describeFailure(error, {
      locale: interaction.locale,
      what,
      isForModerator: isForModerators(interaction, features),
    });
    if (failure.log !== null) context.log(failure.log);
    if (failure.reply !== null) await apologise(interaction, failure.reply, what, context);
  }
}

/** The interaction as the log names it. */
function nameOf(interaction: Interaction): string {
  return `${kindOf(interaction)} (interaction ${interaction.id})`;
}

function kindOf(interaction: Interaction): string {
  if (interaction.isAutocomplete()) return `Autocomplete of /${interaction.commandName}`;
  if (interaction.isChatInputCommand()) return `/${interaction.commandName}`;
  if (interaction.isContextMenuCommand()) return `The menu entry "${interaction.commandName}"`;
  if (interaction.isMessageComponent()) return `The button "${interaction.customId}"`;
  if (interaction.isModalSubmit()) return `The form "${interaction.customId}"`;
  return `An interaction of type ${interaction.type}`;
}

/** Whether only moderators have what was used. */
function isForModerators(interaction: RepliableInteraction, features: readonly Feature[]): boolean {
  const theirs = features.filter((feature) => feature.isForModerators === true);
  if (interaction.isCommand())
    return commandsOf(theirs).some(({ data }) => data.name === interaction.commandName);
  if (!interaction.isMessageComponent() && !interaction.isModalSubmit()) return false;
  const { action } = parseCustomId(interaction.customId);
  return theirs
    .flatMap(({ components = [], modals = [] }) => [...components, ...modals])
    .some((handler) => handler.action === action);
}

async function run(
  interaction: RepliableInteraction,
  features: readonly Feature[],
  context: Context,
): Promise<void> {
  if (interaction.isChatInputCommand()) {
    const commands = features.flatMap(({ slashCommands = [] }) => slashCommands);
    const command = commands.find(({ data }) => data.name === interaction.commandName);
    if (command === undefined) await sayUnknownCommand(interaction, context);
    else await command.execute(interaction, context);
  } else if (interaction.isMessageContextMenuCommand()) {
    const commands = features.flatMap(({ messageCommands = [] }) => messageCommands);
    const command = commands.find(({ data }) => data.name === interaction.commandName);
    if (command === undefined) await sayUnknownCommand(interaction, context);
    else await command.execute(interaction, context);
  } else if (interaction.isMessageComponent()) {
    const { action, args } = parseCustomId(interaction.customId);
    const components = features.flatMap((feature) => feature.components ?? []);
    const handler = components.find((component) => component.action === action);
    if (handler === undefined) throw refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
    await handler.execute(interaction, args, context);
  } else if (interaction.isModalSubmit()) {
    const { action, args } = parseCustomId(interaction.customId);
    const handler = features.flatMap(({ modals = [] }) => modals).find((modal) => modal.action === action);
    if (handler === undefined) throw refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
    await handler.execute(interaction, args, context);
  } else {
    await sayUnknownCommand(interaction, context);
  }
}

async function sayUnknownCommand(interaction: RepliableInteraction, { log }: Context): Promise<void> {
  log(
    `${nameOf(interaction)}: this bot has no such command; run "npm run register" to bring Discord's list up to date.`,
  );
  const { unknownCommand } = inLanguage(FAILURE_WORDING, interaction.locale);
  await reply(interaction, say(unknownCommand));
}

/**
 * Edits the deferred reply, or replies to the asker alone. A message whose button was pressed is never written over: what
 * went wrong is no part of it.
 */
async function reply(interaction: RepliableInteraction, answer: Message): Promise<void> {
  const hasOwnReply = interaction.deferred && interaction.ephemeral !== null;
  if (hasOwnReply) await interaction.editReply(answer);
  else if (interaction.deferred || interaction.replied)
    await interaction.followUp({ ...answer, flags: MessageFlags.Ephemeral });
  else await interaction.reply({ ...answer, flags: MessageFlags.Ephemeral });
}

async function apologise(
  interaction: RepliableInteraction,
  apology: Message,
  what: string,
  { log }: Context,
): Promise<void> {
  try {
    await reply(interaction, apology);
  } catch (error) {
    log(`${what}: the apology could not be sent either: ${lostReply(error) ?? stackOf(error)}`);
  }
}

async function runAutocomplete(
  interaction: AutocompleteInteraction,
  features: readonly Feature[],
  context: Context,
): Promise<void> {
  const what = nameOf(interaction);
  try {
    const command = commandsOf(features).find(({ data }) => data.name === interaction.commandName);
    if (command !== undefined && 'autocomplete' in command) await command.autocomplete(interaction, context);
  } catch (error) {
    // There is no way to tell a person who is still typing; the list just stays empty.
    const { log } = describeFailure(error, { locale: interaction.locale, what });
    if (log !== null) context.log(log);
  }
}
