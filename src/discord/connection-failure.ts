import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  HTTPError,
} from 'discord.js';
import { FootnoteError, messageOf } from '../errors.ts';

const TOKEN_CURE =
  'Copy a current one from https://discord.com/developers/applications (your application, Bot, Reset Token) ' +
  'into DISCORD_TOKEN in .env.';

export function tokenMissing(): FootnoteError {
  return new FootnoteError('token-missing', `DISCORD_TOKEN is not set. ${TOKEN_CURE}`);
}

function tokenInvalid(cause: unknown): FootnoteError {
  return new FootnoteError(
    'token-invalid',
    `Discord does not accept the token in DISCORD_TOKEN. ${TOKEN_CURE}`,
    {
      cause,
    },
  );
}

function intentsRefused(cause: unknown): FootnoteError {
  return new FootnoteError(
    'intents-refused',
    'Discord refused the gateway intents that were asked for. Footnote needs only unprivileged ones (Guilds, GuildMessages, ' +
      'DirectMessages): check that src/discord/start-bot.ts asks for no other, or switch the other on under ' +
      'https://discord.com/developers/applications (your application, Bot, Privileged Gateway Intents).',
    { cause },
  );
}

/**
 * What @discordjs/ws says when the gateway closes for good
 * (https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes). It emits an
 * error with this message, and no event with the code.
 */
const FATAL_GATEWAY_MESSAGES = new Map([
  ['Authentication failed', GatewayCloseCodes.AuthenticationFailed],
  ['Invalid shard', GatewayCloseCodes.InvalidShard],
  ['Sharding is required', GatewayCloseCodes.ShardingRequired],
  ['Used an invalid API version', GatewayCloseCodes.InvalidAPIVersion],
  ['Used invalid intents', GatewayCloseCodes.InvalidIntents],
  ['Used disallowed intents', GatewayCloseCodes.DisallowedIntents],
]);

/** The error for a gateway that closed for good, or `null` when discord.js connects again by itself. */
export function fatalGatewayError(error: unknown): FootnoteError | null {
  const code = FATAL_GATEWAY_MESSAGES.get(messageOf(error));
  if (code === undefined) return null;
  if (code === GatewayCloseCodes.AuthenticationFailed) return tokenInvalid(error);
  if (code === GatewayCloseCodes.DisallowedIntents || code === GatewayCloseCodes.InvalidIntents) {
    return intentsRefused(error);
  }
  if (code === GatewayCloseCodes.ShardingRequired) {
    return new FootnoteError(
      'sharding-required',
      'The bot is in more servers than Discord serves through so few connections. Set SHARDS=auto in .env.',
      { cause: error },
    );
  }
  return new FootnoteError(
    'gateway-closed',
    `Discord closed the connection for good: ${messageOf(error)} (${code}). ` +
      'See https://discord.com/developers/docs/topics/opcodes-and-status-codes for what this code asks for.',
    { cause: error },
  );
}

/** System error codes of a host that cannot be reached at all. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * A failed login or REST call in words, when it is one that an operator can mend; otherwise the error as it was.
 * @param apiBase the address that was called.
 */
export function describeConnectionFailure(error: unknown, apiBase: string): unknown {
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid)
    return tokenInvalid(error);
  if (error instanceof DiscordAPIError && error.status === 401) return tokenInvalid(error);
  if (error instanceof HTTPError) {
    return new FootnoteError(
      'discord-unavailable',
      `${apiBase} answered ${error.status} ${error.message}. Try again later; https://discordstatus.com shows outages.`,
      { cause: error },
    );
  }
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (UNREACHABLE.has(systemCode(error)) || UNREACHABLE.has(systemCode(cause))) {
    return new FootnoteError(
      'discord-unreachable',
      `${apiBase} cannot be reached (${systemCode(error) || systemCode(cause)}). Check the network and DISCORD_API_BASE.`,
      { cause: error },
    );
  }
  return fatalGatewayError(error) ?? error;
}
