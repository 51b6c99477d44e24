import { byId } from './frame-dom';
import type { FrameText } from './frame-text';
import { accountMethods, type MethodType } from './payment-methods';

export interface MethodTabs {
  /** Shows the panel of `selected`, and the row of tabs when there is a choice. */
  show(offered: readonly MethodType[], selected: MethodType | undefined): void;
  translate(text: FrameText): void;
  focus(): void;
  /** While locked the method cannot be changed. */
  lock(isLocked: boolean): void;
}

/** Tabs after the ARIA pattern: one stop for the Tab key, arrow keys, Home and End choose. */
export function createMethodTabs(onSelect: (type: MethodType) => void): MethodTabs {
  let shown: readonly MethodType[] = [];
  let current: MethodType | undefined;
  let isLocked = false;
  const select = (type: MethodType | undefined): void => {
    if (type === undefined || isLocked) return;
    byId(`${type}-tab`).focus();
    if (type !== current) onSelect(type);
  };
  for (const type of accountMethods) {
    const tab = byId(`${type}-tab`);
    tab.addEventListener('click', () => select(type));
    tab.addEventListener('keydown', (event) => {
      const target = shown[targetIndex(event.key, shown.indexOf(type), shown.length)];
      if (target === undefined) return;
      event.preventDefault();
      select(target);
    });
  }
  return {
    show: (offered, selected) => {
      // Moving a tab in the document would take the focus from it.
      if (offered.join() !== shown.join()) {
        byId('methods').append(...offered.map((type) => byId(`${type}-tab`)));
      }
      shown = offered;
      current = selected;
      byId('methods').hidden = offered.length < 2;
      for (const type of accountMethods) showMethod(type, { isOffered: offered.includes(type), selected });
    },
    translate: (text) => {
      byId('methods').setAttribute('aria-label', text.methods);
      for (const type of accountMethods) byId(`${type}-tab`).textContent = text.tabs[type];
    },
    focus: () => {
      if (current !== undefined) byId(`${current}-tab`).focus();
    },
    lock: (next) => (isLocked = next),
  };
}

function showMethod(
  type: MethodType,
  { isOffered, selected }: { isOffered: boolean; selected: MethodType | undefined },
): void {
  const tab = byId(`${type}-tab`);
  tab.hidden = !isOffered;
  tab.tabIndex = type === selected ? 0 : -1;
  tab.setAttribute('aria-selected', String(type === selected));
  const panel = byId(`${type}-panel`);
  panel.hidden = type !== selected;
  if (byId('methods').hidden) {
    panel.removeAttribute('role');
    panel.removeAttribute('aria-labelledby');
  } else {
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `${type}-tab`);
  }
}

/** -1 for a key that does not move. */
function targetIndex(key: string, index: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (index + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
