export const ANSWER_KINDS = [
  'number',
  'money',
  'duration',
  'date',
  'person',
  'reason',
  'list',
  'place',
] as const;

/** What a question asks for, as far as its words show. */
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** Both sides are matched on folded text (simplified characters, lower case). */
const ASKED: Record<AnswerKind, RegExp> = {
  number:
    /多少|几(?!乎)|多久|多长|多大|多高|多远|比例|百分之|金额|how (many|much|long|large|big|far|high|often)|percent|number of|amount/,
  money:
    /多少(钱|元|美元|美金|资金|经费|费用)|几元|金额|价格|票价|售价|how much (money|did|does|was|is)|\b(cost|price|donat|fund)/,
  duration:
    /多久|多长时间|几(年|个月|天|小时|分钟|周)|how long|how many (years|months|weeks|days|hours|minutes)/,
  date: /何时|什么时候|哪一?年|哪一?天|几月|几号|几年|日期|年份|when\b|what (year|date|day|month)|which (year|date|day|month)/,
  person: /谁|哪位|何人|什么人|哪个人|\bwho(m|se)?\b|which (person|author|expert|ceo)/,
  reason: /为什么|为何|为啥|原因|理由|怎么会|何以|\bwhy\b|reason|cause/,
  list: /哪些|哪几|哪[两三四五六七八九十]|有什么|列出|分别|\bwhat are\b|which (ones|of)|\blist\b|name the/,
  place:
    /哪里|哪儿|何处|何地|什么地方|哪个(国家|城市|地方|地区|省|县|州)|哪一?[国省县市州]|\bwhere\b|which (country|city|place|state)/,
};

const EVIDENCE: Record<AnswerKind, RegExp> = {
  number:
    /\d|[一二两三四五六七八九十百千万亿半]+(个|人|次|年|月|日|天|家|项|点|成|倍|元|米|公里|万|亿|岁|名|位|种|分之)/,
  money: /[\d一二三四五六七八九十百千万亿] ?多?(美元|美金|欧元|日元|日圆|元|块|镑|dollars)|\$ ?\d/,
  duration:
    /[\d一二两三四五六七八九十半] ?多?(年|个月|个星期|周|天|日|个?小时|分钟|years?|months?|weeks?|days?|hours?|minutes?)/,
  date: /\d+ ?年|\d+ ?月|\d+ ?[日号]|世纪|年代|[一二三四五六七八九十]+月/,
  person:
    /\([a-z]+[ .·][a-z .·]+\)|先生|女士|教授|总裁|执行长|总统|表示|指出|认为|说|·|人$|家$|由.{1,12}(所|创|写|撰|建|发|制)/,
  reason: /因为|由于|因此|所以|为了|以便|导致|使得|造成|基于|缘故|旨在|避免/,
  list: /、.*、|包括|分别|以及|第一.*第二|首先|其次|一是/,
  place: /[国省县市州区镇村岛山河湖港路街]|位于|在.{1,8}(举行|成立|出生|设立)/,
};

/** The kinds that a question asks for; often none, sometimes several. */
export function askedKinds(foldedQuestion: string): AnswerKind[] {
  return ANSWER_KINDS.filter((kind) => ASKED[kind].test(foldedQuestion));
}

/** Whether a folded text has something of that kind in it. */
export function hasEvidence(kind: AnswerKind, foldedText: string): boolean {
  return EVIDENCE[kind].test(foldedText);
}
