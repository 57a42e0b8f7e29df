/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type */
export const OPTION_TYPE = {
  subcommand: 1,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  number: 10,
} as const;
