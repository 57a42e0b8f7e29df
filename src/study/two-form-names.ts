import type { Article, Span } from '../corpus/article.ts';
import { compact } from './compact.ts';
import { findAny } from './find-any.ts';
import { transcribedEnd } from './transcription.ts';

/** A name that the article writes in both scripts: 馬斯克（Elon Musk）, 「生命未來研究所」（Future of Life Institute）. */
export interface TwoFormName extends Span {
  /** Without quotation marks. */
  han: string;
  latin: string;
  /** All forms that mean the same in this article, the short ones only where nobody else shares them. */
  forms: string[];
}

/** A name often follows what its bearer does. */
const ROLE =
  '總統|总统|主席|總理|总理|首相|部長|部长|總裁|总裁|執行長|执行长|執行官|执行官|營運長|技術長|財務長|董事長|董事长|總經理|总经理|經理|经理|創辦人|创办人|創始人|创始人|共同創辦人|合夥人|合伙人|教授|講師|讲师|博士|院長|院长|所長|所长|校長|校长|局長|局长|署長|署长|市長|市长|州長|州长|議員|议员|大使|主任|科學家|科学家|歷史學家|历史学家|經濟學家|经济学家|專家|专家|學者|学者|作家|導演|导演|演員|演员|歌手|設計師|设计师|工程師|工程师|分析師|分析师|律師|律师|記者|记者|編輯|编辑|發言人|发言人|負責人|负责人|研究員|研究员|顧問|顾问|選手|选手|球員|教練|教练|醫師|医师|醫生|医生';
const LINK =
  '以及|包括|例如|比如|和|與|与|及|由|是|的|叫|名為|名为|稱為|称为|在|而|如|但|給|给|對|对|向|於|于';
/** A title parts from the name even where both are as short as a name, a function word only in a longer run. */
const AFTER_TITLE = new RegExp(`(?:.*(?:${ROLE})|^|.*(?:${LINK}))(\\p{Script=Han}{2,6})$`, 'u');
/** Translated, while the rest of the name of a place is transcribed: 北凱斯蒂文（North Kesteven）. */
const PLACE_HAN = /[東东南西北新]$/u;
const PLACE_LATIN = /^(?:North|South|East|West|New)\b/;
/** A name of a thing rather than of a person: half of it is not a name of its own. */
const THING_HAN =
  /[所會会部局報报社司院校學学廠厂團团店網网播機机器室國国市省縣县州區区系統统訊讯廣广告盟黨党隊队軟软書书車车座組组織织]$/u;
const THING_LATIN =
  /\b(?:of|the|for|and|institute|university|college|school|times|post|news|press|journal|center|centre|foundation|association|council|commission|committee|bank|group|company|corp|inc|ltd|lab|labs|ads|app|project|act|party|union|network|museum)\b/i;

const TWO_FORMS =
  /([\p{Script=Han}·‧・•]{2,40}[」』》〉”"]?)[ ]?[（(][ ]?(\p{Lu}[\p{Script=Latin}\d .'’&·-]{1,60}?)[ ]?[)）]/gu;
const OPENERS: Record<string, string> = {
  '」': '「',
  '』': '『',
  '》': '《',
  '〉': '〈',
  '”': '“',
  '"': '"',
};

/** The names of an article that stand beside their Latin form, in order of place. */
export function findTwoFormNames(article: Pick<Article, 'text' | 'blocks'>): TwoFormName[] {
  const names: TwoFormName[] = [];
  for (const block of article.blocks) {
    if (block.paragraph === null) continue;
    const text = article.text.slice(block.start, block.end);
    for (const match of text.matchAll(TWO_FORMS)) {
      const [whole, left = '', latin = ''] = match;
      const han = hanName(text, match.index, left, latin);
      if (han === null) continue;
      const end = block.start + match.index + whole.length;
      names.push({ start: block.start + han.start, end, han: han.name, latin, forms: [] });
    }
  }
  addForms(names);
  return names;
}

/** Where the Chinese name begins; `null` when that cannot be told. */
function hanName(
  text: string,
  at: number,
  left: string,
  latin: string,
): { name: string; start: number } | null {
  const opener = OPENERS[left.charAt(left.length - 1)];
  if (opener !== undefined) {
    const close = at + left.length - 1;
    const open = text.lastIndexOf(opener, close - 1);
    const name = text.slice(open + 1, close);
    return open === -1 || close - open > 24 || /[，。；！？,;\n]/.test(name) ? null : { name, start: open };
  }
  const dot = left.search(/[·‧・•]/);
  const first = dot === -1 ? left : left.slice(0, dot);
  const name = dot === -1 ? plainName(text, at, left, latin) : dottedName(first, left);
  return name === null ? null : { name, start: at + left.length - name.length };
}

/** 創辦人史蒂夫·沃茲尼亞克: the given name is as long as its characters transcribe. */
function dottedName(first: string, left: string): string | null {
  const given = transcribedEnd(first) || (AFTER_TITLE.exec(first)?.[1] ?? '');
  return given === '' ? null : given + left.slice(first.length);
}

function plainName(text: string, at: number, left: string, latin: string): string | null {
  const before = at === 0 ? '' : text.charAt(at - 1);
  const isWhole = before === '' || /[\s\p{P}]/u.test(before);
  const end = transcribedEnd(left);
  const translated = PLACE_LATIN.test(latin)
    ? (PLACE_HAN.exec(left.slice(0, left.length - end.length))?.[0] ?? '')
    : '';
  const transcribed = translated + end;
  if (transcribed.length >= 2 && (transcribed.length < left.length || isWhole)) return transcribed;
  // An abbreviation may stand for any length of words before it.
  if (/^\p{Lu}+$/u.test(latin)) return isWhole && left.length <= 8 && !/的/.test(left) ? left : null;
  const named = AFTER_TITLE.exec(left);
  if (named?.[1] !== undefined && (named[0] !== named[1] || isWhole)) return named[1];
  return null;
}

/** Fills in the forms of all names. A short form is left out where it stands in another name as well. */
function addForms(names: TwoFormName[]): void {
  const distinct = new Map(names.map((name) => [nameKey(name), readName(name)]));
  const find = findAny([...distinct.values()].flatMap(({ short }) => short.map(({ key }) => key)));
  const bearers = new Map<string, Set<string>>();
  for (const { bearer, whole } of distinct.values()) {
    for (const key of find(whole)) {
      const known = bearers.get(key);
      if (known === undefined) bearers.set(key, new Set([bearer]));
      else known.add(bearer);
    }
  }
  for (const name of names) {
    const { bearer, short = [] } = distinct.get(nameKey(name)) ?? {};
    const own = short.filter(({ key }) => [...(bearers.get(key) ?? [])].every((each) => each === bearer));
    name.forms = [...new Set([name.han, name.latin, ...own.map(({ part }) => part)])];
  }
}

interface ReadName {
  /** Who or what has the name: the Latin form, compact. */
  bearer: string;
  /** Both forms in a row, compact. */
  whole: string;
  /** What could be its short forms, each with its compact text as key. */
  short: { part: string; key: string }[];
}

function nameKey({ han, latin }: TwoFormName): string {
  return `${han}\n${latin}`;
}

function readName({ han, latin }: TwoFormName): ReadName {
  const isThing = THING_LATIN.test(latin) || (!/[·‧・•]/.test(han) && THING_HAN.test(han));
  const short = isThing ? [] : [lastPart(han, /[·‧・•]/), lastPart(latin, / /)];
  return {
    bearer: compact(latin),
    whole: compact(`${han} ${latin}`),
    short: short.map((part) => ({ part, key: compact(part) })).filter(({ key }) => key.length >= 2),
  };
}

function lastPart(name: string, separator: RegExp): string {
  return name.split(separator).at(-1) ?? name;
}
