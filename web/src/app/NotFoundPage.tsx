import { Link } from 'react-router'
import { Button } from '@/components/ui/Button'
import { Notice } from '@/components/ui/Notice'
import { useTitle } from '@/lib/hooks'

export function NotFoundPage() {
  useTitle('Nothing here')
  return (
    <Notice
      title="There is nothing at this address"
      text="The link may be old, or a letter of it is missing."
    >
      <Button look="primary" asChild>
        <Link to="/">Go to the map</Link>
      </Button>
    </Notice>
  )
}
