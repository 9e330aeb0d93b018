import { Link } from 'react-router'
import { useMay } from '@/api/may'
import { Page } from '@/components/ui/Page'
import { useTitle } from '@/lib/hooks'
import { IntakeTokens } from './IntakeTokens'
import { UnknownDevices } from './UnknownDevices'

export default function PhonesPage() {
  useTitle('Phones')
  const mayWrite = useMay()('phones:write')
  return (
    <Page title="Phones">
      <p className="mt-1 max-w-2xl text-ink-2">
        A phone with the app Traccar Client or OsmAnd is a tracker.
        {mayWrite && (
          <>
            {' '}
            To set one up, open its{' '}
            <Link to="/" className="text-accent underline underline-offset-2">
              truck on the map
            </Link>{' '}
            and choose “Set up a phone”.
          </>
        )}
      </p>
      <UnknownDevices />
      <IntakeTokens />
    </Page>
  )
}
