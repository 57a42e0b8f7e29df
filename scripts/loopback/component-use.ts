import { isSelect } from './component-limits.ts';
import { COMPONENT_TYPE, type Component, type StoredMessage } from './entities.ts';
import { resolvedChannel, resolvedUser } from './interaction-shape.ts';
import { fieldsOf } from './modal-limits.ts';
import type { Json } from './shapes.ts';
import type { World } from './world.ts';

/** What a person's click, choice or filled-in form sends. What their own client would not let them do throws. */

function innerOf({ components }: StoredMessage): Component[] {
  return components.flatMap((row) => row.components ?? []);
}

function described(message: StoredMessage): string {
  const inner = innerOf(message).map(
    ({ label, placeholder, custom_id, disabled }) =>
      `"${label ?? placeholder ?? ''}" (${custom_id ?? 'link'}${disabled === true ? ', disabled' : ''})`,
  );
  return `Message ${message.id} has ${inner.length === 0 ? 'no components' : inner.join(', ')}.`;
}

/** @param name its custom id or its label. */
export function pressedButton(message: StoredMessage, name: string): Json {
  const button = innerOf(message).find(
    ({ type, custom_id, label }) => type === COMPONENT_TYPE.button && (custom_id === name || label === name),
  );
  if (button === undefined) throw new Error(`There is no button "${name}". ${described(message)}`);
  if (button.disabled === true) throw new Error(`The button "${name}" is disabled. ${described(message)}`);
  if (button.custom_id === undefined) throw new Error(`The button "${name}" is a link.`);
  return { component_type: button.type, custom_id: button.custom_id, id: 1 };
}

/** @param name its custom id or its placeholder. */
export function chosenValues(
  world: World,
  message: StoredMessage,
  name: string,
  values: string[],
  permissions: string,
): Json {
  const select = innerOf(message).find(
    (component) => isSelect(component) && (component.custom_id === name || component.placeholder === name),
  );
  if (select === undefined) throw new Error(`There is no menu "${name}". ${described(message)}`);
  if (select.disabled === true) throw new Error(`The menu "${name}" is disabled. ${described(message)}`);
  return {
    component_type: select.type,
    custom_id: select.custom_id,
    id: 1,
    ...selection(world, select, values, permissions),
  };
}

function selection(world: World, select: Component, values: string[], permissions: string): Json {
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  if (values.length < least || values.length > most) {
    throw new Error(`The menu takes ${least} to ${most} values, not ${values.length}.`);
  }
  const byId = (shape: (id: string) => Json): Json => Object.fromEntries(values.map((id) => [id, shape(id)]));
  if (select.type === COMPONENT_TYPE.channelSelect) {
    const channels = byId((id) => resolvedChannel(world, id, permissions));
    return { values, resolved: { channels } };
  }
  if (select.type === COMPONENT_TYPE.userSelect) {
    return { values, resolved: { users: byId((id) => resolvedUser(world, id)) } };
  }
  if (select.type !== COMPONENT_TYPE.stringSelect) {
    throw new Error(`The loopback cannot choose in a menu of type ${select.type}.`);
  }
  const offered = (select.options ?? []).map(({ value }) => value);
  const strange = values.find((value) => !offered.includes(value));
  if (strange !== undefined) throw new Error(`The menu offers ${offered.join(', ')}, not ${strange}.`);
  return { values };
}

/** @param filled by custom id; what is left out keeps the value that the form came with. */
export function filledIn(
  world: World,
  components: Component[],
  filled: Record<string, string | string[]>,
  permissions: string,
): Json[] {
  const fields = fieldsOf(components).map(({ custom_id }) => custom_id);
  const strange = Object.keys(filled).find((name) => !fields.includes(name));
  if (strange !== undefined) throw new Error(`The form has ${fields.join(', ')}, not "${strange}".`);

  const answer = (field: Component): Json => {
    const { type, custom_id = '' } = field;
    const given = filled[custom_id] ?? field.value ?? '';
    if (type === COMPONENT_TYPE.textInput)
      return { type, id: 1, custom_id, value: checkedText(field, given) };
    const values = (Array.isArray(given) ? given : [given]).filter((value) => value !== '');
    return { type, id: 1, custom_id, ...selection(world, field, values, permissions) };
  };
  return components.map((part) => {
    const { type } = part;
    if (part.component !== undefined) return { type, id: 1, component: answer(part.component) };
    if (part.components !== undefined) return { type, id: 1, components: part.components.map(answer) };
    return { type, id: 1 };
  });
}

function checkedText(field: Component, given: string | string[]): string {
  if (typeof given !== 'string') throw new Error(`"${String(field.custom_id)}" takes one text.`);
  const least = Math.max(field.min_length ?? 0, field.required === false ? 0 : 1);
  const isLeftOut = given === '' && field.required === false;
  if (!isLeftOut && (given.length < least || given.length > (field.max_length ?? 4000))) {
    throw new Error(
      `"${String(field.custom_id)}" takes ${least} to ${field.max_length ?? 4000} characters, not ${given.length}.`,
    );
  }
  return given;
}
