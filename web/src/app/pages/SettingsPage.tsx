import { SampleSection } from '@/features/sample/SampleSection'
import { SettingsPage } from '@/features/settings/SettingsPage'

export default () => (
  <SettingsPage>
    <SampleSection />
  </SettingsPage>
)
