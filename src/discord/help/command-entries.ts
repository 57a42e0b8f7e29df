import {
  ApplicationCommandOptionType,
  PermissionFlagsBits,
  type APIApplicationCommandOption,
} from 'discord.js';
import type { Feature, SlashCommand } from '../feature.ts';
import type { Language } from '../wording/language.ts';

/** A command, or one of its subcommands, as help lists it. */
export interface CommandEntry {
  /** Its name, with that of a subcommand behind a space. */
  path: string;
  description: string;
  forModerators: boolean;
}

const LOCALES: Record<Language, 'zh-TW' | 'zh-CN' | null> = {
  'zh-Hant': 'zh-TW',
  'zh-Hans': 'zh-CN',
  en: null,
};

type Described = Pick<SlashCommand['data'], 'name' | 'description' | 'description_localizations'>;
type Subcommand = Extract<
  APIApplicationCommandOption,
  { type: ApplicationCommandOptionType.Subcommand | ApplicationCommandOptionType.SubcommandGroup }
>;

/** The slash commands of some features as they are registered, a line each. */
export function commandEntries(features: readonly Feature[], language: Language): CommandEntry[] {
  return features
    .flatMap(({ slashCommands = [] }) => slashCommands)
    .flatMap(({ data }) => {
      const forModerators = mayNeed(data.default_member_permissions ?? null, PermissionFlagsBits.ManageGuild);
      return linesOf(data, data.options ?? [], language).map((line) => ({ ...line, forModerators }));
    });
}

function mayNeed(permissions: string | null, bit: bigint): boolean {
  return permissions !== null && (BigInt(permissions) & bit) !== 0n;
}

function linesOf(
  command: Described,
  options: readonly APIApplicationCommandOption[],
  language: Language,
): Omit<CommandEntry, 'forModerators'>[] {
  const subcommands = options.filter(isSubcommand);
  if (subcommands.length === 0)
    return [{ path: command.name, description: descriptionIn(command, language) }];
  return subcommands.flatMap((subcommand) =>
    linesOf(subcommand, subcommand.options ?? [], language).map(({ path, description }) => ({
      path: `${command.name} ${path}`,
      description,
    })),
  );
}

function isSubcommand(option: APIApplicationCommandOption): option is Subcommand {
  return (
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
  );
}

function descriptionIn(
  { description, description_localizations: others }: Described,
  language: Language,
): string {
  const locale = LOCALES[language];
  return (locale === null ? null : others?.[locale]) ?? description;
}
