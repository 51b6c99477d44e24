import { PortalFrame } from '@/components/layout/portal-frame';

export default function PortalLayout({ children }: LayoutProps<'/[locale]'>) {
  return <PortalFrame>{children}</PortalFrame>;
}
