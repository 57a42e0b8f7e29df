import { z } from 'zod';
import { FootnoteError } from '../errors.ts';
import type { StateDatabase, StateQueries } from './database.ts';

/** Most days that a server may keep unanswered questions. */
export const UNANSWERED_DAYS_LIMIT = 365;

/** What moderators have set for one server. */
export interface ServerSettings {
  /** IDs of the channels where a mention may be answered; `null` for everywhere, empty for nowhere. */
  answerChannels: string[] | null;
  /** Whether questions that found nothing are kept, and for how many days (1 to 365); `null`, the default, for not. */
  unanswered: { days: number } | null;
}

export interface SettingsStore {
  /**
   * A server's settings; what was never set has its default. A stored value that cannot be understood never throws: the
   * careful value stands in (`answerChannels`: nowhere, `unanswered`: off) until it is set again, and `faults` says why.
   */
  get(guildId: string): Promise<ServerSettings>;
  /** One sentence for each stored value that `get` cannot understand. */
  faults(guildId: string): Promise<string[]>;
  /**
   * Sets what `change` names and leaves the rest. Switching `unanswered` off deletes the questions kept so far.
   * @param at default: now
   * @returns the settings from now on
   * @throws FootnoteError `setting-invalid`, and nothing is set then
   */
  set(guildId: string, change: Partial<ServerSettings>, at?: Date): Promise<ServerSettings>;
}

const schemas = {
  answerChannels: z.array(z.string().regex(/^\d{1,20}$/, 'A channel ID is a number')).nullable(),
  unanswered: z.object({ days: z.int().min(1).max(UNANSWERED_DAYS_LIMIT) }).nullable(),
};

/** For a server where nothing was set. */
const DEFAULTS: ServerSettings = { answerChannels: null, unanswered: null };
/** For a value that cannot be understood: answer less and keep less than may have been meant. */
const CAREFUL: ServerSettings = { answerChannels: [], unanswered: null };

/** See `SettingsStore`: one row a server and setting, the value as JSON. */
export class StoredSettings implements SettingsStore {
  readonly #database: StateDatabase;

  constructor(database: StateDatabase) {
    this.#database = database;
  }

  async get(guildId: string): Promise<ServerSettings> {
    return (await readSettings(this.#database, guildId)).settings;
  }

  async faults(guildId: string): Promise<string[]> {
    return (await readSettings(this.#database, guildId)).faults;
  }

  async set(guildId: string, change: Partial<ServerSettings>, at = new Date()): Promise<ServerSettings> {
    const valid = checked(change);
    return this.#database.transaction(async (tx) => {
      for (const [name, value] of Object.entries(valid)) {
        await tx.run(
          `INSERT INTO footnote_settings (guild_id, name, value, at) VALUES (?1, ?2, ?3, ?4)
           ON CONFLICT (guild_id, name) DO UPDATE SET value = excluded.value, at = excluded.at`,
          guildId,
          name,
          JSON.stringify(value),
          at.getTime(),
        );
      }
      if (valid.unanswered === null) {
        await tx.run('DELETE FROM footnote_unanswered WHERE guild_id = ?1', guildId);
      }
      return (await readSettings(tx, guildId)).settings;
    });
  }
}

/** What `SettingsStore.get` and `faults` say, also inside a transaction. */
export async function readSettings(
  queries: StateQueries,
  guildId: string,
): Promise<{ settings: ServerSettings; faults: string[] }> {
  const rows = await queries.all<{ name: string; value: string }>(
    'SELECT name, value FROM footnote_settings WHERE guild_id = ?1',
    guildId,
  );
  const stored = new Map(rows.map(({ name, value }) => [name, value]));
  const faults: string[] = [];
  function read<Name extends keyof ServerSettings>(name: Name): ServerSettings[Name] {
    const value = stored.get(name);
    if (value === undefined) return DEFAULTS[name];
    const parsed = schemas[name].safeParse(jsonOf(value));
    if (parsed.success) return parsed.data as ServerSettings[Name];
    faults.push(
      `The setting ${name} of the server ${guildId} is "${value.slice(0, 60)}", which cannot be understood. Set it again.`,
    );
    return CAREFUL[name];
  }
  return { settings: { answerChannels: read('answerChannels'), unanswered: read('unanswered') }, faults };
}

/** The parsed JSON; `undefined`, which no setting accepts, when it is none. */
function jsonOf(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** @throws FootnoteError `setting-invalid` */
function checked(change: Partial<ServerSettings>): Partial<ServerSettings> {
  const parsed = z.strictObject(schemas).partial().safeParse(change);
  if (parsed.success) {
    return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
  }
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`);
  throw new FootnoteError(
    'setting-invalid',
    `The settings ${JSON.stringify(change)} cannot be stored. ${faults.join(' ')}`,
    { cause: parsed.error },
  );
}
