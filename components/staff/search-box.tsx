import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';

interface SearchBoxProps {
  readonly typed: string;
  /** Whether typing is what comes next; with hits to read, the focus stays at the top of the page. */
  readonly hasFocus: boolean;
}

/**
 * The one box: a plain GET form, so that each search has an address of its own. `open` is what tells a search from a way
 * back to one: the single hit of a search opens at once, that of a way back is listed.
 */
export function SearchBox({ typed, hasFocus }: SearchBoxProps) {
  const t = useTranslations('admin.search');
  return (
    <form role="search" action="/admin" className="flex flex-col gap-3 sm:flex-row sm:items-end">
      <input type="hidden" name="open" value="1" />
      <div className="min-w-0 grow">
        <TextField
          id="q"
          type="search"
          label={t('label')}
          hint={t('hint')}
          defaultValue={typed}
          autoFocus={hasFocus}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={200}
        />
      </div>
      <div className="flex shrink-0 flex-col whitespace-nowrap">
        <Button type="submit">{t('submit')}</Button>
      </div>
    </form>
  );
}
