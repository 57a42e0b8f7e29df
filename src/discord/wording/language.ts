import { hasChinese, isSimplified } from '../../corpus/simplified.ts';

/** The languages that the bot speaks. */
export type Language = 'zh-Hant' | 'zh-Hans' | 'en';

/** Something in every language; one that lacks a language does not compile. */
export type Worded<T> = Record<Language, T>;

/**
 * The language for a person's Discord locale (https://discord.com/developers/docs/reference#locales): `zh-CN` reads
 * Simplified, every other Chinese Traditional, everyone else English.
 */
export function languageOf(locale: string): Language {
  if (/^zh-(?:cn|hans|sg|my)\b/iu.test(locale)) return 'zh-Hans';
  return /^zh\b/iu.test(locale) ? 'zh-Hant' : 'en';
}

/** The wording for a person's Discord locale. */
export function inLanguage<T>(wording: Worded<T>, locale: string): T {
  return wording[languageOf(locale)];
}

/**
 * The locale to answer a message in, which, unlike a command, comes without its writer's: that of its text, and of the
 * server where the text does not tell (a name, a number, characters that both Chinese scripts share).
 * @param serverLocale the server's preferred locale; Discord's default is `en-US`.
 */
export function localeOfText(text: string, serverLocale: string): string {
  const language = languageOf(serverLocale);
  if (hasChinese(text)) {
    if (isSimplified(text)) return 'zh-CN';
    return language === 'en' ? 'zh-TW' : serverLocale;
  }
  return /\p{L}{2,}.*\s.*\p{L}{2,}/u.test(text) ? 'en-US' : serverLocale;
}
