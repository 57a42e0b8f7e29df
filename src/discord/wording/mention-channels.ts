import type { Worded } from './language.ts';

/** What the bot needs in a channel to answer a mention there. */
export type NeededPermission = 'view' | 'send' | 'sendInThreads' | 'embedLinks' | 'readHistory';

/** Where mentions are answered. Channels are given as mentions. */
export interface MentionChannelsWording {
  title: string;
  everywhere: string;
  nowhere: string;
  only: (channels: string) => string;
  /** Below the setting. */
  hint: string;
  /** Over the channels where the bot cannot answer. */
  cannotAnswer: string;
  /** `missing` are names of permissions, already joined. */
  lacks: (channel: string, missing: string) => string;
  unknown: (channel: string) => string;
  /** Names of permissions as Discord shows them. */
  permissions: Record<NeededPermission, string>;
  separator: string;
  placeholder: string;
  everywhereButton: string;
}

export const MENTION_CHANNELS_WORDING: Worded<MentionChannelsWording> = {
  'zh-Hant': {
    title: '提到我時，在哪裡回答',
    everywhere: '現在每個頻道都回答。',
    nowhere: '現在哪裡都不回答。',
    only: (channels) => `現在只在這些頻道和它們的討論串裡回答：\n${channels}`,
    hint: '在下面選頻道，選好就存。`/ask` 等指令不受影響，可以在伺服器設定的「整合」裡另外限制。',
    cannotAnswer: '這些頻道我還不能回答：',
    lacks: (channel, missing) => `${channel} 缺少權限：${missing}`,
    unknown: (channel) => `${channel} 我看不到，可能已經刪除，或沒有給我「檢視頻道」的權限`,
    permissions: {
      view: '檢視頻道',
      send: '傳送訊息',
      sendInThreads: '在討論串中傳送訊息',
      embedLinks: '嵌入連結',
      readHistory: '讀取訊息歷史',
    },
    separator: '、',
    placeholder: '選擇頻道；全部取消就是都不回答',
    everywhereButton: '每個頻道都回答',
  },
  'zh-Hans': {
    title: '提到我时，在哪里回答',
    everywhere: '现在每个频道都回答。',
    nowhere: '现在哪里都不回答。',
    only: (channels) => `现在只在这些频道和它们的子区里回答：\n${channels}`,
    hint: '在下面选频道，选好就保存。`/ask` 等命令不受影响，可以在服务器设置的“整合”里另外限制。',
    cannotAnswer: '这些频道我还不能回答：',
    lacks: (channel, missing) => `${channel} 缺少权限：${missing}`,
    unknown: (channel) => `${channel} 我看不到，可能已经删除，或没有给我“查看频道”的权限`,
    permissions: {
      view: '查看频道',
      send: '发送消息',
      sendInThreads: '在子区内发送消息',
      embedLinks: '嵌入链接',
      readHistory: '阅读消息历史记录',
    },
    separator: '、',
    placeholder: '选择频道；全部取消就是都不回答',
    everywhereButton: '每个频道都回答',
  },
  en: {
    title: 'Where mentions are answered',
    everywhere: 'Now: in every channel.',
    nowhere: 'Now: nowhere.',
    only: (channels) => `Now: only in these channels and their threads:\n${channels}`,
    hint: 'Pick channels below; a choice is saved at once. Commands such as `/ask` are not affected: limit those under Integrations in the server settings.',
    cannotAnswer: 'I cannot answer here yet:',
    lacks: (channel, missing) => `${channel} needs: ${missing}`,
    unknown: (channel) => `${channel} is out of my sight: deleted, or I lack "View Channel" there`,
    permissions: {
      view: 'View Channel',
      send: 'Send Messages',
      sendInThreads: 'Send Messages in Threads',
      embedLinks: 'Embed Links',
      readHistory: 'Read Message History',
    },
    separator: ', ',
    placeholder: 'Choose channels; none at all means nowhere',
    everywhereButton: 'Everywhere',
  },
};
