import { useParams } from 'react-router'
import { MonthView } from '@/features/month/MonthView'
import { isMonth } from '@/lib/format/time'
import { NotFoundPage } from '../NotFoundPage'

export default function MonthPage() {
  const { id = '', month } = useParams()
  return isMonth(month) ? <MonthView truckId={id} month={month} /> : <NotFoundPage />
}
