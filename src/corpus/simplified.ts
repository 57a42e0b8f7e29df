import { Converter as FromSimplified } from 'opencc-js/cn2t';
import { Converter as FromTraditional } from 'opencc-js/t2cn';

const toTraditional = FromSimplified({ from: 'cn', to: 'tw' });
const toSimplified = FromTraditional({ from: 'tw', to: 'cn' });
/** Taiwan writes it as often as 臺, so it tells nothing. */
const EVERYDAY = /台/gu;

/** Whether a text has more characters that only Simplified Chinese has than such as only Traditional Chinese has. */
export function isSimplified(text: string): boolean {
  const telling = text.replace(EVERYDAY, '');
  return changes(telling, toTraditional(telling)) > changes(telling, toSimplified(telling));
}

function changes(before: string, after: string): number {
  const other = Array.from(after);
  return Array.from(before).filter((character, i) => character !== other[i]).length;
}

/** Whether a text holds Chinese characters, of either script. */
export function hasChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
