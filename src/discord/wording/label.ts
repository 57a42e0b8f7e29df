import type { Worded } from './language.ts';

/** A name that a person sees in Discord's command list, and what it is for (at most 100 characters). */
export interface Labelled {
  /** 1 to 32 letters, digits, `-` or `_`, lower case; for a message menu also spaces and upper case. */
  name: string;
  description: string;
}

export interface LocalisedLabel extends Labelled {
  name_localizations: Record<'zh-TW' | 'zh-CN', string>;
  description_localizations: Record<'zh-TW' | 'zh-CN', string>;
}

/** Name and description of a command, subcommand or option in every language, in the shape that Discord registers. */
export function localised(label: Worded<Labelled>): LocalisedLabel {
  const { 'zh-Hant': hant, 'zh-Hans': hans, en } = label;
  return {
    ...en,
    name_localizations: { 'zh-TW': hant.name, 'zh-CN': hans.name },
    description_localizations: { 'zh-TW': hant.description, 'zh-CN': hans.description },
  };
}

/** The name alone, for message menus, which have no description. */
export function localisedName(label: Worded<string>): Pick<LocalisedLabel, 'name' | 'name_localizations'> {
  return { name: label.en, name_localizations: { 'zh-TW': label['zh-Hant'], 'zh-CN': label['zh-Hans'] } };
}
