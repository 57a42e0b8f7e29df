/** `cjk` for Chinese, `latin` for everything that is written in words with spaces. */
export type Script = 'cjk' | 'latin';

/** The script of most of a text, a Chinese character counting as much as a Latin word; `latin` when there is neither. */
export function scriptOf(text: string): Script {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return characters > 0 && characters >= words ? 'cjk' : 'latin';
}
