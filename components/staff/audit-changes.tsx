import { useMessages, useTranslations } from 'next-intl';
import { type AuditChange, auditChanges } from '@/lib/domain/audit-change';

interface AuditChangesProps {
  readonly before: unknown;
  readonly after: unknown;
}

const AT_ONCE = 5;

/** Only what changed, field by field; long lists and long values are folded. */
export function AuditChanges({ before, after }: AuditChangesProps) {
  const t = useTranslations('admin.audit');
  const changes = auditChanges(before, after);
  if (changes.length === 0) return <span className="text-text-muted">{t('noChange')}</span>;
  const rest = changes.slice(AT_ONCE);
  return (
    <div className="flex w-full flex-col gap-1 text-left">
      <ChangeList changes={changes.slice(0, AT_ONCE)} />
      {rest.length > 0 && (
        <details>
          <summary className="min-h-6 font-bold text-accent underline underline-offset-4">
            {t('more', { count: rest.length })}
          </summary>
          <ChangeList changes={rest} />
        </details>
      )}
    </div>
  );
}

function ChangeList({ changes }: { readonly changes: readonly AuditChange[] }) {
  const t = useTranslations('admin.audit');
  const fieldWord = useFieldWords();
  return (
    <dl className="flex flex-col gap-2">
      {changes.map(({ path, before, after }) => (
        <div key={path}>
          <dt className="text-xs text-text-muted">{fieldWord(path)}</dt>
          {before !== undefined && (
            <dd className="line-through decoration-text-muted">
              <span className="sr-only">{t('before')}: </span>
              <Value text={before} />
            </dd>
          )}
          {after !== undefined && (
            <dd>
              <span className="sr-only">{t('after')}: </span>
              <Value text={after} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

const LONG = 80;

function Value({ text }: { readonly text: string }) {
  if (text.length <= LONG) return <span className="wrap-anywhere">{text}</span>;
  return (
    <details className="inline-block align-top">
      <summary className="min-h-6 wrap-anywhere">{text.slice(0, LONG - 20)}…</summary>
      <span className="wrap-anywhere whitespace-pre-wrap">{text}</span>
    </details>
  );
}

/** The fields that acts on a case write have words; those of an event file are called as in the file. */
function useFieldWords(): (path: string) => string {
  const { admin } = useMessages();
  const words: Readonly<Record<string, string>> = admin.audit.field;
  return (path) => words[path] ?? path;
}
