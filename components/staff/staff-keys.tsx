'use client';

import { useEffect, useSyncExternalStore } from 'react';

const SETTING = 'stagedoor.staff.slash';
const changed = 'stagedoor:staff-slash';

/**
 * `/` goes to the search box from any page, until it is switched off here (WCAG 2.1.4): who dictates says it by mistake. In
 * the box and in lists arrows move between the rows' links (`data-row-link`), and Escape goes back to the box.
 */
export function StaffKeys({ label }: { readonly label: string }) {
  const isOn = useSyncExternalStore(subscribe, readSetting, () => true);
  useEffect(() => {
    const onKey = (press: KeyboardEvent): void => {
      if (press.defaultPrevented || press.isComposing || hasModifier(press)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const handled = press.key === '/' ? isOn && goToBox(press.target) : moveInRows(press.key, press.target);
      if (handled) press.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);
  return (
    <label className="inline-flex min-h-6 items-center gap-2 pointer-coarse:hidden">
      <input
        type="checkbox"
        checked={isOn}
        className="size-6 accent-accent"
        onChange={(change) => {
          writeSetting(change.target.checked);
        }}
      />
      {label}
    </label>
  );
}

function hasModifier(press: KeyboardEvent): boolean {
  return press.ctrlKey || press.altKey || press.metaKey || press.shiftKey;
}

/** False while something is being typed: there it is a letter. */
function goToBox(target: EventTarget | null): boolean {
  if (target instanceof Element && target.matches('input, textarea, select, [contenteditable]')) return false;
  const box = searchBox();
  if (box === undefined) document.querySelector<HTMLAnchorElement>('a[data-search-link]')?.click();
  else focusBox(box);
  return true;
}

function moveInRows(key: string, target: EventTarget | null): boolean {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>('a[data-row-link]')];
  const at = rows.findIndex((row) => row === target);
  const box = searchBox();
  const isStart = target === document.body || (box !== undefined && target === box);
  if (key === 'ArrowDown' && isStart) return focusRow(rows[0]);
  if (at < 0) return false;
  if (key === 'ArrowDown') return focusRow(rows[Math.min(at + 1, rows.length - 1)]);
  if (key === 'Home') return focusRow(rows[0]);
  if (key === 'End') return focusRow(rows.at(-1));
  if (key === 'ArrowUp' && at > 0) return focusRow(rows[at - 1]);
  if ((key === 'ArrowUp' || key === 'Escape') && box !== undefined) return focusBox(box);
  return false;
}

function searchBox(): HTMLInputElement | undefined {
  return document.querySelector<HTMLInputElement>('form[role="search"] input[type="search"]') ?? undefined;
}

function focusBox(box: HTMLInputElement): true {
  box.focus();
  box.select();
  return true;
}

function focusRow(row: HTMLAnchorElement | undefined): boolean {
  row?.focus();
  row?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  return row !== undefined;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('storage', onChange);
  window.addEventListener(changed, onChange);
  return () => {
    window.removeEventListener('storage', onChange);
    window.removeEventListener(changed, onChange);
  };
}

function readSetting(): boolean {
  return window.localStorage.getItem(SETTING) !== 'off';
}

function writeSetting(isOn: boolean): void {
  window.localStorage.setItem(SETTING, isOn ? 'on' : 'off');
  window.dispatchEvent(new Event(changed));
}
