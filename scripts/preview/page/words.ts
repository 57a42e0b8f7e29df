import type { Locale } from '../protocol.ts';

/** What the page itself says, where it can in Discord's own words. */
export interface Words {
  notice: string;
  channels: string;
  directMessages: string;
  openChannels: string;
  person: string;
  language: string;
  appTag: string;
  edited: string;
  thinking: string;
  onlyYou: string;
  dismiss: string;
  used: (who: string, command: string) => string;
  startedThread: (who: string) => string;
  messages: (count: number) => string;
  gone: string;
  noWords: string;
  typing: (who: string) => string;
  messageTo: (place: string) => string;
  messageLabel: string;
  send: string;
  reply: string;
  replyingTo: (who: string) => string;
  cancel: string;
  apps: string;
  noApps: string;
  submit: string;
  commands: string;
  people: string;
  noCommand: string;
  noChoices: string;
  optional: string;
  yes: string;
  no: string;
  choose: string;
  missing: (option: string) => string;
  unanswered: string;
  beginning: (place: string) => string;
  direct: (bot: string) => string;
  reconnecting: string;
  archived: string;
}

export const WORDS: Record<Locale, Words> = {
  'zh-TW': {
    notice: '這是你自己電腦上的預覽，後面是真正的機器人；沒有任何東西會送到 Discord。',
    channels: '文字頻道',
    directMessages: '私人訊息',
    openChannels: '頻道列表',
    person: '身分',
    language: '語言',
    appTag: '應用',
    edited: '（已編輯）',
    thinking: '正在思考…',
    onlyYou: '只有你看得到這則訊息',
    dismiss: '關閉訊息',
    used: (who, command) => `${who} 使用了 ${command}`,
    startedThread: (who) => `${who} 開了一個討論串：`,
    messages: (count) => `${count} 則訊息`,
    gone: '原始訊息已刪除',
    noWords: '點擊查看訊息',
    typing: (who) => `${who} 正在輸入…`,
    messageTo: (place) => `傳訊息到 ${place}，輸入 / 使用指令`,
    messageLabel: '訊息',
    send: '傳送',
    reply: '回覆',
    replyingTo: (who) => `正在回覆 ${who}`,
    cancel: '取消',
    apps: '應用程式',
    noApps: '這裡沒有可用的應用程式',
    submit: '提交',
    commands: '指令',
    people: '成員',
    noCommand: '沒有符合的指令',
    noChoices: '沒有符合的選項',
    optional: '選填',
    yes: '是',
    no: '否',
    choose: '選擇…',
    missing: (option) => `還缺「${option}」。`,
    unanswered: '應用程式沒有回應。',
    beginning: (place) => `這是 ${place} 的開頭。`,
    direct: (bot) => `這裡只有你和 ${bot}。直接問就好，不必提到它。`,
    reconnecting: '和預覽的連線斷了，正在重新連線…',
    archived: '這個討論串已封存；傳訊息就會重新開啟。',
  },
  'zh-CN': {
    notice: '这是你自己电脑上的预览，后面是真正的机器人；没有任何东西会发送到 Discord。',
    channels: '文字频道',
    directMessages: '私信',
    openChannels: '频道列表',
    person: '身份',
    language: '语言',
    appTag: '应用',
    edited: '（已编辑）',
    thinking: '正在思考…',
    onlyYou: '只有你能看到这条消息',
    dismiss: '关闭消息',
    used: (who, command) => `${who} 使用了 ${command}`,
    startedThread: (who) => `${who} 开了一个子区：`,
    messages: (count) => `${count} 条消息`,
    gone: '原始消息已删除',
    noWords: '点击查看消息',
    typing: (who) => `${who} 正在输入…`,
    messageTo: (place) => `发消息到 ${place}，输入 / 使用命令`,
    messageLabel: '消息',
    send: '发送',
    reply: '回复',
    replyingTo: (who) => `正在回复 ${who}`,
    cancel: '取消',
    apps: '应用',
    noApps: '这里没有可用的应用',
    submit: '提交',
    commands: '命令',
    people: '成员',
    noCommand: '没有符合的命令',
    noChoices: '没有符合的选项',
    optional: '选填',
    yes: '是',
    no: '否',
    choose: '选择…',
    missing: (option) => `还缺“${option}”。`,
    unanswered: '应用没有响应。',
    beginning: (place) => `这是 ${place} 的开头。`,
    direct: (bot) => `这里只有你和 ${bot}。直接问就好，不必提到它。`,
    reconnecting: '和预览的连接断了，正在重新连接…',
    archived: '这个子区已归档；发消息就会重新打开。',
  },
  'en-US': {
    notice: 'A preview on your own machine, with the real bot behind it. Nothing reaches Discord.',
    channels: 'Text channels',
    directMessages: 'Direct messages',
    openChannels: 'Channels',
    person: 'Person',
    language: 'Language',
    appTag: 'APP',
    edited: '(edited)',
    thinking: 'is thinking…',
    onlyYou: 'Only you can see this',
    dismiss: 'Dismiss message',
    used: (who, command) => `${who} used ${command}`,
    startedThread: (who) => `${who} started a thread:`,
    messages: (count) => (count === 1 ? '1 message' : `${count} messages`),
    gone: 'Original message was deleted',
    noWords: 'Click to see the message',
    typing: (who) => `${who} is typing…`,
    messageTo: (place) => `Message ${place}, or / for commands`,
    messageLabel: 'Message',
    send: 'Send',
    reply: 'Reply',
    replyingTo: (who) => `Replying to ${who}`,
    cancel: 'Cancel',
    apps: 'Apps',
    noApps: 'No apps can be used here',
    submit: 'Submit',
    commands: 'Commands',
    people: 'Members',
    noCommand: 'No such command',
    noChoices: 'No options match',
    optional: 'optional',
    yes: 'True',
    no: 'False',
    choose: 'Choose…',
    missing: (option) => `"${option}" is missing.`,
    unanswered: 'The application did not respond.',
    beginning: (place) => `This is the start of ${place}.`,
    direct: (bot) => `Only you and ${bot} are here. Just ask; there is no need to mention it.`,
    reconnecting: 'The connection to the preview was lost; connecting again…',
    archived: 'This thread is archived; a message opens it again.',
  },
};
