import { existsSync, readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Json } from './shapes.ts';

/** Discord's own description of its API, beside the repository; not part of it. */
const FILE = new URL('../../../shared/discord/openapi.json', import.meta.url);

export const hasOpenApi = existsSync(FILE);

/** Checks a request and its body (`undefined` for none); returns what is wrong with it. */
export type BodyValidator = (method: string, path: string, body: unknown) => string[];

interface OpenApi {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, { properties?: Record<string, Json> }> };
}

interface Operation {
  requestBody?: { content?: Record<string, unknown> };
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** Parts in braces match anything; a path spelled out wins over one with braces. */
function findTemplate(templates: string[], path: string): string | undefined {
  const parts = path.split('/');
  const fits = (template: string): boolean => {
    const expected = template.split('/');
    return (
      expected.length === parts.length &&
      expected.every((part, i) => part === parts[i] || /^\{.*\}$/u.test(part))
    );
  };
  const braces = (template: string): number => template.split('{').length;
  return templates.filter(fits).sort((a, b) => braces(a) - braces(b))[0];
}

/**
 * Permission bits may not fit into a number: Discord documents a string, and takes what every client sends
 * (https://discord.com/developers/docs/topics/permissions). Its description knows only numbers here.
 */
function allowPermissionStrings({ components }: OpenApi): void {
  for (const { properties } of Object.values(components.schemas)) {
    const bits = properties?.default_member_permissions;
    if (bits !== undefined) bits.type = ['string', 'integer', 'null'];
  }
}

/**
 * A validator over the description's request bodies. A route without one there, or a schema that does not compile, is
 * itself a problem: nothing passes unchecked.
 */
export function openApiValidator(): BodyValidator {
  const document = JSON.parse(readFileSync(FILE, 'utf8')) as OpenApi & Json;
  allowPermissionStrings(document);
  // The document is no schema itself: unknown keywords and formats in it are expected.
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
  ajv.addSchema({ ...document, $id: 'discord' });
  const compiled = new Map<string, ValidateFunction>();

  return (method, path, body) => {
    const template = findTemplate(Object.keys(document.paths), path);
    const verb = method.toLowerCase();
    const operation =
      template === undefined ? undefined : (document.paths[template]?.[verb] as Operation | undefined);
    if (operation !== undefined && body === undefined) return [];
    if (operation === undefined) return [`${method} ${path} is not in openapi.json`];
    if (template === undefined || operation.requestBody?.content?.['application/json'] === undefined) {
      return [`${method} ${path} takes no JSON body in openapi.json`];
    }
    const pointer = ['paths', template, verb, 'requestBody', 'content', 'application/json', 'schema'];
    const $ref = `discord#/${pointer.map(escapePointer).join('/')}`;
    const validate = compiled.get($ref) ?? ajv.compile({ $ref });
    compiled.set($ref, validate);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      (error) => `${method} ${template}: ${error.instancePath || 'body'} ${error.message ?? error.keyword}`,
    );
  };
}
