import { expect, test } from 'vitest';
import { askedKinds, hasEvidence } from '../../src/answering/answer-kind.ts';
import { fold } from '../../src/corpus/fold.ts';

test.each([
  ['馬斯克捐了多少錢?', ['number', 'money']],
  ['要求暫停訓練多久?', ['number', 'duration']],
  ['How much money did he donate?', ['number', 'money']],
  ['How many people signed?', ['number']],
  ['白宮何時宣布?', ['date']],
  ['誰寫了這封信?', ['person']],
  ['Why do critics call it hype?', ['reason']],
  ['承諾有哪些?', ['list']],
  ['會議在哪裡舉行?', ['place']],
  ['機會分數是什麼?', []],
])('%s asks for %j', (question, kinds) => {
  expect(askedKinds(fold(question))).toEqual(kinds);
});

test.each([
  ['number', '他捐了1000萬美元', true],
  ['number', '他捐了一大筆錢', false],
  ['money', '他捐了1000萬美元', true],
  ['money', '超過10億人', false],
  ['duration', '立即暫停至少6個月', true],
  ['duration', '七間科技公司', false],
  ['date', '白宮於7月21日表示', true],
  ['person', '馬斯克(Elon Musk)簽署了', true],
  ['list', '包括Google、OpenAI、亞馬遜', true],
  ['reason', '因為對富豪更有利', true],
] as const)('evidence of a %s in %s: %s', (kind, text, there) => {
  expect(hasEvidence(kind, fold(text))).toBe(there);
});
