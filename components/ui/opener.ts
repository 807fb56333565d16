/** The button of the menu that was opened last; in the browser only. */
let menuButton: HTMLElement | null = null;

export function noteMenuButton(button: HTMLElement | null): void {
  menuButton = button;
}

/**
 * Where the focus is to go back to once what opens now is closed. An entry of a menu is gone by then, and often already:
 * the button of its menu stands for it.
 */
export function openerNow(): Element | null {
  const active = document.activeElement;
  const isGone = active === null || active === document.body || active.closest("[role=menu]") !== null;
  return isGone ? menuButton : active;
}
