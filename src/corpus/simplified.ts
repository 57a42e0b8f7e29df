import { Converter } from 'opencc-js/cn2t';

const toTraditional = Converter({ from: 'cn', to: 'tw' });

/** Whether a text holds characters that only Simplified Chinese has. */
export function isSimplified(text: string): boolean {
  return toTraditional(text) !== text;
}

/** Whether a text holds Chinese characters, of either script. */
export function hasChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
