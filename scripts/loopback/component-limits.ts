import { COMPONENT_TYPE, type Component } from './entities.ts';
import { list, Problems } from './problems.ts';

/** The limits of buttons and select menus (https://discord.com/developers/docs/components/reference). */

/** A button's `style`: links have an address instead of a custom id, premium buttons an article of the shop. */
const BUTTON_STYLE = { link: 5, premium: 6 } as const;
const SELECTS: number[] = [
  COMPONENT_TYPE.stringSelect,
  COMPONENT_TYPE.userSelect,
  COMPONENT_TYPE.roleSelect,
  COMPONENT_TYPE.mentionableSelect,
  COMPONENT_TYPE.channelSelect,
];

export function isSelect({ type }: Component): boolean {
  return SELECTS.includes(type);
}

/** The limits that a message's components break. */
export function componentProblems(rows: Component[]): string[] {
  const problems = new Problems();
  problems.atMost('rows of components', rows.length, 5);
  rows.forEach((row, i) => {
    checkRow(problems, row, `row ${i}`);
  });
  const inner = rows.flatMap((row) => list<Component>(row.components));
  const ids = inner.flatMap(({ custom_id }) => custom_id ?? []);
  problems.unique('custom id', ids);
  return problems.found;
}

function checkRow(problems: Problems, row: Component, at: string): void {
  if (row.type !== COMPONENT_TYPE.row) {
    problems.add(`${at} is a component of type ${row.type}, not a row`);
    return;
  }
  const inner = list<Component>(row.components);
  const selects = inner.filter(isSelect).length;
  problems.between(`components in ${at}`, inner.length, 1, 5);
  problems.expect(selects === 0 || inner.length === 1, `${at} has a select menu beside something else`);
  for (const component of inner) {
    if (component.type === COMPONENT_TYPE.button) checkButton(problems, component);
    else if (isSelect(component)) checkSelect(problems, component);
    else problems.add(`${at} has a component of type ${component.type}`);
  }
}

function checkButton(problems: Problems, button: Component): void {
  problems.text("a button's label", button.label, 80);
  const isLink = button.style === BUTTON_STYLE.link;
  problems.between("a button's style", button.style ?? 0, 1, 6);
  if (isLink) {
    problems.required("a link button's url", button.url, 512);
    problems.expect(button.custom_id === undefined, 'a link button has a custom id');
  } else if (button.style !== BUTTON_STYLE.premium) {
    problems.required("a button's custom id", button.custom_id, 100);
    problems.expect(button.url === undefined, 'a button that is no link has a url');
  }
  problems.expect(
    button.style === BUTTON_STYLE.premium || button.label !== undefined || button.emoji !== undefined,
    'a button has neither label nor emoji',
  );
}

/** Also for the menus of a modal. */
export function checkSelect(problems: Problems, select: Component): void {
  problems.required("a menu's custom id", select.custom_id, 100);
  problems.text("a menu's placeholder", select.placeholder, 150);
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  problems.between("a menu's least number of values", least, 0, 25);
  problems.between("a menu's greatest number of values", most, 1, 25);
  problems.expect(least <= most, `a menu wants at least ${least} values and at most ${most}`);
  if (select.type !== COMPONENT_TYPE.stringSelect) return;

  const options = list<NonNullable<Component['options']>[number]>(select.options);
  problems.between('options of a menu', options.length, 1, 25);
  problems.expect(most <= options.length, `a menu takes ${most} values of ${options.length} options`);
  problems.expect(least <= options.length, `a menu wants ${least} values of ${options.length} options`);
  for (const option of options) {
    problems.required("an option's label", option.label, 100);
    problems.required("an option's value", option.value, 100);
    problems.text("an option's description", option.description, 100);
  }
  problems.unique(
    'option value',
    options.map(({ value }) => value),
  );
  problems.atMost('chosen options', options.filter((option) => option.default === true).length, most);
}
