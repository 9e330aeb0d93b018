import { ApiError } from '@/api/problem'
import type { Mapping } from './mapping'

/** How a file is to be imported. */
export interface Plan {
  createTrucks: boolean
  /** Of times that carry no zone; null: nobody has said one. */
  timeZone: string | null
  /** Null: as the server guesses. */
  mapping: Mapping | null
}

/** As much of a file as the server needs to show how it would be read. */
const BEGINNING_BYTES = 256 * 1024

/** Read at once, because a file that was changed or moved meanwhile cannot be sent, and nobody would say why. */
export async function beginningOf(file: File): Promise<Blob> {
  try {
    return new File([await file.slice(0, BEGINNING_BYTES).arrayBuffer()], file.name)
  } catch {
    throw new ApiError(
      422,
      'file-gone',
      'The file cannot be read any more: it was changed or moved. Choose it again.',
    )
  }
}

export function formOf(file: Blob, { createTrucks, timeZone, mapping }: Plan): FormData {
  const form = new FormData()
  form.set('file', file)
  form.set('createTrucks', String(createTrucks))
  if (timeZone !== null) form.set('timeZone', timeZone)
  if (mapping !== null) form.set('mapping', JSON.stringify(mapping))
  return form
}
