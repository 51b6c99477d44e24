'use client';

import { useTranslations } from 'next-intl';
import type { EventStateRefusal } from '@/lib/domain/event-form-outcome';
import type { EventPlan } from '@/lib/domain/event-plan';
import type { ActState } from './act-state';
import { ConfirmAction } from './confirm-action';

interface PublishEventProps {
  readonly action: (
    before: ActState<EventStateRefusal>,
    form: FormData,
  ) => Promise<ActState<EventStateRefusal>>;
  readonly eventId: string;
  /** That was looked at. */
  readonly version: number;
  /** As it stands. */
  readonly state: EventPlan['state'];
}

/** The step from draft to published and back, after it was told what it does. */
export function PublishEvent({ action, eventId, version, state }: PublishEventProps) {
  const t = useTranslations('admin.eventForm.publish');
  const isDraft = state === 'draft';
  return (
    <ConfirmAction
      key={state}
      action={action}
      name={t(isDraft ? 'publish' : 'unpublish')}
      done={t(isDraft ? 'published' : 'unpublished')}
      variant={isDraft ? 'primary' : 'secondary'}
      submit={{ id: 'event-state', label: t(isDraft ? 'publish' : 'unpublish'), isDanger: !isDraft }}
      hidden={{ eventId, version: String(version), state: isDraft ? 'published' : 'draft' }}
      refusals={{
        edited_meanwhile: t('refusal.edited_meanwhile'),
        problems: t('refusal.problems'),
        sign_in_again: t('refusal.sign_in_again'),
      }}
      signInHref={`/sign-in?next=${encodeURIComponent(`/admin/events/${eventId}`)}&again=1`}
    >
      <p>{t(isDraft ? 'effect' : 'unpublishEffect')}</p>
    </ConfirmAction>
  );
}
