import { fold } from '../corpus/fold.ts';
import { scriptOf } from '../corpus/script.ts';
import { ENGLISH_STOP_WORDS } from '../retrieval/analyze-question.ts';
import { readPlace, type Place } from './follow-up-place.ts';

/** Whom or what a question means without naming it. */
export type Pronoun = 'person' | 'thing';

/**
 * What a question takes from the one before. All its text is folded.
 * - `item`: one item of a list: "那第二點呢?"; `noun` is what it calls the items ("趨勢"), often empty.
 * - `more`: the same again, other passages: "還有嗎?"; `own` is what it says itself ("說").
 * - `instead`: the same of something else: "那微軟呢?"; `own` is that.
 * - `about`: something else of the same: "什麼時候?", "他為什麼反對?"; `own` is the question.
 */
export type FollowUp =
  | { kind: 'item'; place: Place; noun: string }
  | { kind: 'more' | 'about'; own: string; pronoun: Pronoun | null }
  | { kind: 'instead'; own: string };

/** A longer question, in UTF-16 code units, says what it is about. */
const LONGEST = 200;
/** Most Chinese characters that a question may say of its own and still lean on the one before. */
const FEW_CHARACTERS = 4;
const FEWEST_CHARACTERS = 3;
/** The same in English words. */
const FEW_WORDS = 2;

const PUNCTUATION = /[\p{P}\p{S}]+/gu;
const POLITE =
  /^(?:请问|请|我想知道|我想问|想问|告诉我|你知道|please|could you|can you|so|ok|okay|well|thanks)\s*/;
const LEADING =
  /^(?:那么|那(?![些个位种样里边儿件家天年时次句段封份篇])|至于|而|然后|但是?|可是|不过|另外|所以)\s*(?!呢?$)/;
const ASKS =
  /为什么|为何|为啥|什么时候|何时|什么|怎么样|怎么办|怎么|怎样|如何|何地|何处|哪[一些几个里儿位年天家种]?|谁|多少|多久|多长|多大|多高|多远|几(?:个|人|年|月|天|岁|次|家|点)?|是否|有没有/;
/** Says nothing by itself. */
const FILLER =
  /请问|具体|详细|到底|究竟|一下|来说|的话|如果|因为|所以|但是|可是|而且|然后|后来|当时|可以|能不能|会不会|要不要|吗|呢|吧|啊|嘛|呀|的|了|是|有|在|会|要|被|都|也|又|就|才|得|过|着|和|与|跟|对|从|由|让|把|给/g;
/** Nouns that are something of something: alone, they ask of what was spoken about. */
const RELATIONAL =
  /作者|原因|理由|时间|地点|日期|金额|结果|目的|创办人|创始人|执行长|首席执行官|所长|总裁|负责人|内容|意思|好处|坏处|缺点|优点|细节|数字|来源|条件|做法|方法|办法|背景|影响|例子|公司|组织|机构|问题|事情|人物|名字|名单|价格|规模|建议|看法|观点|立场|部分|东西|人|事|话/g;

const PERSON = /(?<![其吉])[他她]们?|这个人|那个人|这些人|那些人|这位|那位/;
const THING =
  /它们?|(?:这|那|此)(?:[些个种样件家天年次句段封份篇项点里边儿]|是|为|有)?|(?<!应)该(?=[\p{Script=Han}])(?![不怎如去做])|(?<![尤极与])其(?![他它实次])/u;
const MORE =
  /还有(?!没有)|还(?=[说讲提做写批认建])|更多|其他|其它|别的|另一|另外|多说|再说|继续|接着|接下来|然后呢|除此之外|除了这/;

/** Whether a question goes on from the one before it, and how, from its text alone; `null` when it stands by itself. */
export function readFollowUp(text: string): FollowUp | null {
  if (text.length > LONGEST) return null;
  const folded = fold(text).replace(PUNCTUATION, (mark) => (/^['’+%.&-]+$/.test(mark) ? mark : ' '));
  const said = folded
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[.\-&']+$/, '')
    .replace(POLITE, '');
  if (said === '') return null;
  return scriptOf(said) === 'cjk' ? readChinese(said) : readEnglish(said);
}

/** Whether a question cannot be understood without the one before it. */
export function needsContext(text: string): boolean {
  return readFollowUp(text) !== null;
}

function readChinese(said: string): FollowUp | null {
  const rest = said.replace(LEADING, '');
  const led = rest !== said;
  const place = readPlace(rest);
  if (place) {
    const noun = withoutAsking(place.rest);
    if (!asksFurther(place.rest) && length(noun) <= FEW_CHARACTERS)
      return { kind: 'item', place: place.place, noun };
  }
  const pronoun = pronounOf(rest);
  const more = MORE.exec(rest);
  if (more && !namesBefore(rest, more.index, pronoun)) {
    const own = rest.replace(MORE, ' ').replace(PERSON, ' ').trim();
    if (pronoun === 'person' || length(withoutAsking(own)) <= FEW_CHARACTERS)
      return { kind: 'more', own, pronoun };
  }
  if (pronoun) return { kind: 'about', own: rest, pronoun };
  const subject = rest.replace(/(?:又|的话|来说)*呢?$/, '').trim();
  if ((led || rest.endsWith('呢')) && !ASKS.test(subject) && !/吗$/.test(subject))
    return subject === '' ? null : length(subject) <= 12 ? { kind: 'instead', own: subject } : null;
  return isElliptic(rest) ? { kind: 'about', own: rest, pronoun: null } : null;
}

/** "為什麼?", "誰寫的?", "作者是誰?": asks, and names nothing before it asks, and next to nothing after. */
function isElliptic(said: string): boolean {
  const asks = ASKS.exec(said);
  if (!asks) return false;
  const before = said.slice(0, asks.index).replace(RELATIONAL, '').replace(FILLER, '').trim();
  const after = said.slice(asks.index + asks[0].length);
  if (before !== '' || /[a-z]/.test(after)) return false;
  // 「什麼是機會分數」 and 「誰是沃克」 ask what a name means.
  const named = after.replace(RELATIONAL, '').replace(FILLER, '').replace(new RegExp(ASKS, 'g'), '').trim();
  if (/^是/.test(after) && asks.index === 0 && named !== '') return false;
  return length(named) <= FEWEST_CHARACTERS;
}

function pronounOf(said: string): Pronoun | null {
  const person = PERSON.exec(said);
  if (person && !namesBefore(said, person.index, null)) return 'person';
  const thing = THING.exec(said);
  if (!thing || namesBefore(said, thing.index, null)) return null;
  const named = withoutAsking(said.slice(thing.index + thing[0].length)).replace(RELATIONAL, '');
  return length(named) <= FEWEST_CHARACTERS ? 'thing' : null;
}

/** Whether something is named before a place in the question, which a later 「他」 or 「還」 may mean. */
function namesBefore(said: string, at: number, pronoun: Pronoun | null): boolean {
  const before = said.slice(0, at).replace(pronoun === 'person' ? PERSON : /(?!)/, '');
  return withoutAsking(before) !== '';
}

function withoutAsking(said: string): string {
  return said.replace(new RegExp(ASKS, 'g'), '').replace(FILLER, '').replace(/\s+/g, '');
}

/** Asks who, why, when or how much of an item, and not just what it is. */
function asksFurther(said: string): boolean {
  return /为什么|为何|什么时候|何时|谁|多少|多久|怎么|如何|哪里/.test(said);
}

function length(said: string): number {
  return [...said.matchAll(/\p{Script=Han}|[a-z0-9.'+%-]+/gu)].length;
}

const ASKS_EN =
  /\b(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|did|does|do|can|could|will|has|have|had)\b/;
const PERSON_EN = /\b(?:he|she|him|his|her|hers|they|them|their|theirs)\b/;
const THING_EN = /\b(?:it|its|this|that|these|those)\b/;
const MORE_EN =
  /\b(?:what|who|where|anything|anyone|something|nothing|any|and|how) else\b|\b(?:any |some |the |tell me |say )?(?:more|others?|else)\b|^(?:go on|continue|next)$/;
const RELATIONAL_EN = new Set(
  (
    'author writer reason purpose founder ceo director date amount result place time name year month day people companies company ' +
    'person number details detail point points one ones thing things source price cost exactly happened happen mean means meaning ' +
    'many much long far said says say wrote written true'
  ).split(' '),
);

function readEnglish(said: string): FollowUp | null {
  const instead = /^(?:and |but |so |then )?(?:what|how) about (.+)$/.exec(said)?.[1];
  const rest = (instead ?? said).replace(/^(?:and|but|then|so|also)(?: |$)/, '').trim();
  if (rest === '') return null;
  const words = contentWords(rest);
  const place = readPlace(rest);
  if (place && !/\b(?:who|why|when|where|how)\b/.test(place.rest)) {
    const noun = contentWords(place.rest).filter((word) => !RELATIONAL_EN.has(word));
    if (noun.length <= 1) return { kind: 'item', place: place.place, noun: noun.join(' ') };
  }
  const pronoun = pronounOfEnglish(rest);
  const more = MORE_EN.exec(rest);
  if (more && contentWords(rest.slice(0, more.index)).length === 0) {
    const own = rest.replace(MORE_EN, ' ').replace(/\s+/g, ' ').trim();
    if (pronoun === 'person' || contentWords(own).length <= FEW_WORDS) return { kind: 'more', own, pronoun };
  }
  if (pronoun) return { kind: 'about', own: rest, pronoun };
  const bare = !ASKS_EN.test(rest);
  if (bare && (instead !== undefined || rest !== said))
    return words.length <= 4 ? { kind: 'instead', own: rest } : null;
  return isEllipticEnglish(rest, words) ? { kind: 'about', own: rest, pronoun: null } : null;
}

/** "Why?", "When was that?", "Who signed?", "What is the reason?"; not "What is inflation?". */
function isEllipticEnglish(said: string, words: string[]): boolean {
  if (
    !/^(?:(?:in|at|by|for|from|to|on|since|until) )?(?:who|whom|whose|what|when|where|why|which|how)\b/.test(
      said,
    )
  )
    return false;
  const named = words.filter((word) => !RELATIONAL_EN.has(word));
  if (named.length === 0) return true;
  return named.length === 1 && said.split(' ').length <= 3 && !/\b(?:is|are|was|were)\b/.test(said);
}

function pronounOfEnglish(said: string): Pronoun | null {
  const person = PERSON_EN.exec(said);
  if (
    person &&
    contentWords(said.slice(0, person.index)).every((word) => RELATIONAL_EN.has(word) || word === 'else')
  )
    return 'person';
  const thing = THING_EN.exec(said);
  if (!thing) return null;
  return contentWords(said).filter((word) => !RELATIONAL_EN.has(word)).length <= FEW_WORDS ? 'thing' : null;
}

function contentWords(said: string): string[] {
  return said.split(' ').filter((word) => word !== '' && !ENGLISH_STOP_WORDS.has(word.replace(/'.*$/, '')));
}
