export interface FormObject {
  [name: string]: string | FormObject;
}

/**
 * Decodes `application/x-www-form-urlencoded` with Stripe's brackets: `a[b]=1`, `list[0]=x`, `list[]=x`.
 * Lists become objects with index keys. The result has no prototype, so no name can reach one.
 */
export function decodeForm(encoded: string): FormObject {
  const root = emptyForm();
  for (const [name, value] of new URLSearchParams(encoded)) place(root, name, value);
  return root;
}

function place(root: FormObject, name: string, value: string): void {
  const keys = name.replaceAll(']', '').split('[');
  const last = keys.pop() ?? '';
  let target = root;
  for (const key of keys) {
    const existing = target[key];
    const next = existing === undefined || typeof existing === 'string' ? emptyForm() : existing;
    target[key] = next;
    target = next;
  }
  target[last === '' ? String(Object.keys(target).length) : last] = value;
}

function emptyForm(): FormObject {
  return Object.create(null);
}
