import { NextIntlClientProvider, useMessages } from 'next-intl';
import type { BannerRefusal } from '@/lib/domain/banner';
import type { ShowDeskFacts } from '@/lib/domain/show-desk';
import type { SwitchRefusal } from '@/lib/domain/show-switch';
import { hasPower, type StaffRole } from '@/lib/domain/staff-role';
import type { ActFormProps } from './act-form';
import { BannerPanel } from './banner-panel';
import { ShowSwitch } from './show-switch';

export interface DeskActions {
  readonly switchDay: ActFormProps<SwitchRefusal>['action'];
  readonly postBanner: ActFormProps<BannerRefusal>['action'];
  readonly endBanner: ActFormProps<BannerRefusal>['action'];
}

interface ShowDeskProps {
  readonly roles: readonly StaffRole[];
  readonly desk: ShowDeskFacts;
  readonly actions: DeskActions;
  readonly now: Date;
}

/** What the operator of a day does by hand: the show's switch, and banners; each for who may. */
export function ShowDesk({ roles, desk, actions, now }: ShowDeskProps) {
  const { admin, common, fault } = useMessages();
  const { act, show, banner } = admin;
  const signInHref = `/sign-in?next=${encodeURIComponent(`/admin/event-days/${desk.eventDayId}`)}&again=1`;
  return (
    <NextIntlClientProvider messages={{ common, fault, admin: { act, show, banner } }}>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {hasPower(roles, 'switch_show') && (
          <ShowSwitch desk={desk} action={actions.switchDay} signInHref={signInHref} />
        )}
        {hasPower(roles, 'post_banner') && (
          <BannerPanel
            desk={desk}
            post={actions.postBanner}
            end={actions.endBanner}
            signInHref={signInHref}
            now={now}
          />
        )}
      </div>
    </NextIntlClientProvider>
  );
}
