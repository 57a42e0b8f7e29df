import type { CommandView, Locale, OptionView } from '../protocol.ts';

/** Name and description in a person's language, as Discord chooses them. */

type Named = Pick<OptionView, 'name' | 'name_localizations'>;
type Described = Pick<CommandView, 'description' | 'description_localizations'>;

export function nameIn({ name, name_localizations: others }: Named, locale: Locale): string {
  return others?.[locale] ?? name;
}

export function descriptionIn(
  { description, description_localizations: others }: Described,
  locale: Locale,
): string {
  return others?.[locale] ?? description ?? '';
}
