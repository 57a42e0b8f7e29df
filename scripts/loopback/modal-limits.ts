import { checkSelect, isSelect } from './component-limits.ts';
import { COMPONENT_TYPE, type Component } from './entities.ts';
import { list, Problems } from './problems.ts';
import type { Json } from './shapes.ts';

/** The limits that a form breaks (https://discord.com/developers/docs/components/reference#text-input). */
export function modalProblems(modal: Json): string[] {
  const problems = new Problems();
  const components = list<Component>(modal.components);
  problems.required("the form's title", modal.title as string | undefined, 45);
  problems.required("the form's custom id", modal.custom_id as string | undefined, 100);
  problems.between('components of the form', components.length, 1, 5);
  for (const component of components) checkPart(problems, component);
  const ids = fieldsOf(components).flatMap(({ custom_id }) => custom_id ?? []);
  problems.expect(ids.length > 0, 'the form has nothing to fill in');
  problems.unique('custom id', ids);
  return problems.found;
}

/** What can be filled in, in order. */
export function fieldsOf(components: Component[]): Component[] {
  return components.flatMap((part) => [
    ...list<Component>(part.components),
    ...(part.component === undefined ? [] : [part.component]),
  ]);
}

function checkPart(problems: Problems, part: Component): void {
  if (part.type === COMPONENT_TYPE.label) {
    problems.required("a label's text", part.label, 45);
    problems.text("a label's description", part.description, 100);
    if (part.component === undefined) problems.add('a label has no component');
    else checkField(problems, part.component);
  } else if (part.type === COMPONENT_TYPE.row) {
    const [field, ...others] = list<Component>(part.components);
    problems.expect(others.length === 0, 'a row of the form has several components');
    if (field?.type !== COMPONENT_TYPE.textInput) problems.add('a row of the form has no text input');
    else {
      problems.required("a text input's label", field.label, 45);
      checkField(problems, field);
    }
  } else if (part.type !== COMPONENT_TYPE.text) problems.add(`the form has a component of type ${part.type}`);
}

function checkField(problems: Problems, field: Component): void {
  if (isSelect(field)) {
    checkSelect(problems, field);
    return;
  }
  if (field.type !== COMPONENT_TYPE.textInput) {
    problems.add(`the loopback knows no field of type ${field.type}`);
    return;
  }
  problems.required("a text input's custom id", field.custom_id, 100);
  problems.between("a text input's style", field.style ?? 0, 1, 2);
  problems.text("a text input's placeholder", field.placeholder, 100);
  const least = field.min_length ?? 0;
  const most = field.max_length ?? 4000;
  problems.between("a text input's least length", least, 0, 4000);
  problems.between("a text input's greatest length", most, 1, 4000);
  problems.expect(least <= most, `a text input wants at least ${least} characters and at most ${most}`);
  problems.atMost("a text input's value's length", field.value?.length ?? 0, most);
}
