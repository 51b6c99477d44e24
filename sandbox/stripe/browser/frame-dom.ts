/** The element of the frame's page with this id; the page is fixed, so a missing one is a bug. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The payment frame lacks #${id}.`);
  return found;
}

/** The input of the frame's page with this id. */
export function inputById(id: string): HTMLInputElement {
  const found = byId(id);
  if (found instanceof HTMLInputElement) return found;
  throw new Error(`#${id} is no input.`);
}
