/** An id that one click selects as a whole. */
export function CopyableId({ id }: { readonly id: string }) {
  return <code className="font-mono text-sm wrap-anywhere select-all">{id}</code>;
}
