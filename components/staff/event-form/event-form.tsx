'use client';

import { useRouter } from 'next/navigation';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useHydrated } from '@/components/ui/use-hydrated';
import { draftOf } from '@/lib/domain/event-draft';
import type { EventPlan } from '@/lib/domain/event-plan';
import type { PlanLimits } from '@/lib/domain/plan-limits';
import { DaysSection } from './days-section';
import { DraftContext } from './draft-context';
import { EditedMeanwhile, type Rival } from './edited-meanwhile';
import { FormSection } from './form-section';
import { BasicsSection, RulesSection, TextsSection } from './head-sections';
import { SaveOutcome } from './save-outcome';
import { TypesSection } from './types-section';
import { useFormErrors } from './use-form-errors';
import { useLeaveGuard } from './use-leave-guard';
import { type SaveForm, useSave } from './use-save';

interface EventFormProps {
  readonly action: SaveForm;
  /** As it stood when the form was opened. */
  readonly plan: EventPlan;
  /** Undefined for a new event. */
  readonly version?: number;
  readonly limits: PlanLimits;
  /** To choose from; any other name of the IANA database may be typed. */
  readonly timeZones: readonly string[];
}

/** The whole plan of an event in one form. Nothing that was typed is lost by a refusal, a fault or a faster colleague. */
export function EventForm({ action, plan, version, limits, timeZones }: EventFormProps) {
  const t = useTranslations('admin.eventForm');
  const isHydrated = useHydrated();
  const [base, setBase] = useState(() => ({ draft: draftOf(plan), version: version ?? null }));
  const [draft, setDraft] = useState(base.draft);
  const [reason, setReason] = useState('');
  const [isReasonMissing, setReasonMissing] = useState(false);
  const [reloaded, setReloaded] = useState<number>();
  const router = useRouter();
  const isUnsaved = useLeaveGuard(base.draft, draft);
  const { save, send, isPending, forget } = useSave(action, (saved, savedVersion) => {
    setBase({ draft: saved, version: savedVersion });
    setReason('');
    if (base.version !== null) return;
    router.push(`/admin/events/${saved.id}`);
  });
  const errors = useFormErrors(save);
  const rival = rivalOf(save);
  const reasonId = useId();
  const sendWith = (against: number | null, state = draft.state) => {
    setReasonMissing(reason.trim().length < 3);
    setReloaded(undefined);
    // The save leaves it as it is stored.
    const sent = { ...draft, state };
    setDraft(sent);
    if (reason.trim().length >= 3) send({ draft: sent, version: against, reason });
    else document.getElementById(reasonId)?.focus();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    sendWith(base.version);
  };
  const reload = ({ draft: stored, version: storedVersion }: Rival) => {
    setBase({ draft: stored, version: storedVersion });
    setDraft(stored);
    setReloaded(storedVersion);
    forget();
  };
  const context = {
    draft,
    change: setDraft,
    errors: Object.fromEntries(errors.map(({ path, says }) => [path, says])),
    limits,
    isPublished: draft.state === 'published',
  };
  return (
    <DraftContext value={context}>
      <form onSubmit={submit} noValidate aria-busy={isPending} className="flex flex-col gap-8">
        <SaveOutcome save={save} errors={errors} isNew={version === undefined} />
        {reloaded !== undefined && (
          <Notice tone="success" title={t('conflict.reloaded', { version: reloaded })} />
        )}
        {rival !== undefined && (
          <EditedMeanwhile
            base={base.draft}
            theirs={rival}
            isPending={isPending}
            onOverwrite={() => sendWith(rival.version, rival.draft.state)}
            onReload={() => reload(rival)}
          />
        )}
        <BasicsSection timeZones={timeZones} />
        <TextsSection />
        <DaysSection />
        <TypesSection />
        <RulesSection />
        <FormSection path="save" title={t('section.save')}>
          <TextField
            id={reasonId}
            label={t('save.reason')}
            hint={t('save.reasonHint')}
            error={isReasonMissing ? t('save.reasonMissing') : undefined}
            maxLength={500}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <div className="flex flex-wrap items-center gap-4">
            <Button type="submit" disabled={!isHydrated} aria-disabled={isPending}>
              {isPending ? t('save.pending') : t(base.version === null ? 'save.create' : 'save.save')}
            </Button>
            <p role="status" className="text-sm text-text-muted">
              {t(isUnsaved ? 'save.unsaved' : 'save.unchanged')}
            </p>
          </div>
        </FormSection>
      </form>
    </DraftContext>
  );
}

function rivalOf(save: ReturnType<typeof useSave>['save']): Rival | undefined {
  if (save?.answer.status !== 'done' || save.answer.value.kind !== 'edited_meanwhile') return undefined;
  const { plan, version, edit } = save.answer.value;
  return { draft: draftOf(plan), version, edit };
}
