type Attributes = Record<string, string | number | boolean | undefined | ((event: never) => void)>;
export type Child = Node | string | null | undefined;

/**
 * An element with attributes, listeners (`onclick` and the like) and children. Strings become text nodes; there is no way to
 * pass markup.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as (event: Event) => void);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Makes a list's children these, leaving alone those that are there already, so that they keep focus and scroll. */
export function setChildren(parent: Element, wanted: readonly Element[]): void {
  wanted.forEach((child, i) => {
    const there = parent.children.item(i);
    if (there !== child) parent.insertBefore(child, there);
  });
  while (parent.children.length > wanted.length) parent.lastElementChild?.remove();
}

let lastId = 0;
/** An id for `aria-controls` and the like. */
export function freshId(): string {
  lastId += 1;
  return `id-${lastId}`;
}
