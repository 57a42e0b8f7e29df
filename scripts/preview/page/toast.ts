import { h } from './dom.ts';

/** Milliseconds that a sentence stays. */
const STAYS = 6000;

/** A sentence at the bottom that goes by itself. */
export class Toast {
  readonly element = h('div', { class: 'toast', role: 'alert', hidden: true });
  private timer: ReturnType<typeof setTimeout> | undefined;

  show(sentence: string): void {
    clearTimeout(this.timer);
    this.element.textContent = sentence;
    this.element.hidden = false;
    this.timer = setTimeout(() => {
      this.element.hidden = true;
    }, STAYS);
  }
}
