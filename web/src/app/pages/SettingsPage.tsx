import { OrganizationSection } from '@/features/organizations/OrganizationSection'
import { SampleSection } from '@/features/sample/SampleSection'
import { MotionSection } from '@/features/settings/MotionSection'
import { useTitle } from '@/lib/hooks'

export default function SettingsPage() {
  useTitle('Settings')
  return (
    <>
      <OrganizationSection />
      <MotionSection />
      <SampleSection />
    </>
  )
}
