import { fold } from '../corpus/fold.ts';

/**
 * Units by what they measure, in Traditional Chinese and English; forms on one line may stand for each other. A form on
 * several lines (個, times) fits each of them.
 */
const UNITS = {
  year: '年 年份 year years yr yrs',
  decade: '年代 decade decades',
  grade: '年級 grade grades',
  age: '歲 年 years_old year_old year-old years-old years',
  month: '個月 月 月份 month months',
  week: '週 周 星期 個星期 禮拜 個禮拜 week weeks',
  day: '天 日 號 day days',
  hour: '小時 個小時 鐘頭 個鐘頭 hour hours hr hrs',
  minute: '分鐘 分 minute minutes min mins',
  second: '秒 秒鐘 second seconds sec secs',
  century: '世紀 個世紀 century centuries',
  percent: '% 趴 percent per_cent 百分點 個百分點 個點 percentage_point percentage_points',
  times: '倍 times fold',
  occasion: '次 回 遍 times time',
  person: '人 名 位 個人 個 people person persons',
  count:
    '個 項 家 間 所 條 種 大 件 篇 封 本 台 部 支 座 張 場 輪 款 類 組 隊 層 屆 期 章 步 顆 隻 頭 棟 艘 架 枚 份 套 點 株 幅 首',
  score: '分 點 point points',
  degree: '度 ℃ °C degree degrees',
  usd: '美元 美金 塊美金 USD dollar dollars US_dollars 元 塊',
  twd: '新台幣 台幣 元 塊 塊錢 圓 TWD NTD',
  cny: '人民幣 元 塊 塊錢 CNY RMB yuan',
  hkd: '港元 港幣 元 HKD',
  jpy: '日圓 日元 日幣 円 JPY yen',
  eur: '歐元 EUR euro euros',
  gbp: '英鎊 GBP pound pounds',
  krw: '韓元 韓圜 KRW won',
  kilometre: '公里 千米 km kilometre kilometres kilometer kilometers',
  metre: '公尺 米 m metre metres meter meters',
  centimetre: '公分 厘米 cm centimetre centimetres centimeter centimeters',
  millimetre: '公釐 毫米 mm millimetre millimetres millimeter millimeters',
  mile: '英里 哩 mile miles',
  foot: '英尺 英呎 呎 ft feet foot',
  inch: '英寸 英吋 吋 inch inches',
  hectare: '公頃 hectare hectares ha',
  square_kilometre: '平方公里 km² square_kilometres square_kilometers',
  square_metre: '平方公尺 平方米 m² square_metres square_meters',
  ping: '坪',
  kilogram: '公斤 千克 kg kilogram kilograms',
  gram: '公克 克 gram grams',
  tonne: '公噸 噸 ton tons tonne tonnes',
  pound: '磅 lb lbs pound pounds',
  litre: '公升 升 litre litres liter liters',
  watt: '瓦 W watt watts',
  kilowatt: '千瓦 瓩 kW kilowatt kilowatts',
  kilobyte: 'KB kilobyte kilobytes',
  megabyte: 'MB megabyte megabytes',
  gigabyte: 'GB gigabyte gigabytes',
  terabyte: 'TB terabyte terabytes',
} as const;

export type Measure = keyof typeof UNITS;

const CURRENCY_SIGNS: Record<string, Measure[]> = {
  $: ['usd', 'twd', 'hkd'],
  us$: ['usd'],
  nt$: ['twd'],
  hk$: ['hkd'],
  '€': ['eur'],
  '£': ['gbp'],
  '¥': ['jpy', 'cny'],
};

const MEASURES = new Map<string, Measure[]>();
for (const [measure, forms] of Object.entries(UNITS) as [Measure, string][]) {
  for (const form of forms.split(' ')) {
    const written = form.replaceAll('_', ' ').toLowerCase();
    for (const each of new Set([written, fold(written)])) {
      const known = MEASURES.get(each) ?? [];
      if (!known.includes(measure)) MEASURES.set(each, [...known, measure]);
    }
  }
}

const FORMS = [...MEASURES.keys()]
  .sort((a, b) => b.length - a.length)
  .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') + (/[a-z]$/.test(form) ? '(?![a-z])' : ''));

/** Source of a pattern, for the flags `iu`, that finds a unit right after a number. It has no groups. */
export const UNIT_PATTERN = `[ ]?-?(?:${FORMS.join('|')})`;
/** Source of a pattern that finds a currency sign before a number. */
export const CURRENCY_PATTERN = String.raw`(?:US|NT|HK)?\$|[€£¥]`;

/** What a unit or a currency sign measures; none when it is not known. */
export function measuresOf(written: string): readonly Measure[] {
  const form = written.trim().replace(/^-/, '').toLowerCase();
  return MEASURES.get(form) ?? CURRENCY_SIGNS[form] ?? [];
}
