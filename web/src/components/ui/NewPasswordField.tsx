import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Field } from './Field'
import { IconButton } from './IconButton'
import { Input } from './Input'

interface Props {
  label: string
  value: string
  error?: string
  onValue: (password: string) => void
  className?: string
}

/** A password that is being chosen: one may look at what one types. What makes a good one the server knows. */
export function NewPasswordField({ label, value, error, onValue, className }: Props) {
  const [seen, setSeen] = useState(false)
  return (
    <Field label={label} hint="At least 12 characters. Some uncommon words in a row are good." error={error}>
      {(field) => (
        <div className="relative">
          <Input
            {...field}
            type={seen ? 'text' : 'password'}
            autoComplete="new-password"
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={(event) => onValue(event.target.value)}
            className={`pr-10 ${className ?? ''}`}
          />
          <IconButton
            label={seen ? 'Hide what is typed' : 'Show what is typed'}
            aria-pressed={seen}
            onClick={() => setSeen(!seen)}
            className="absolute inset-y-0 right-1 my-auto size-7"
          >
            {seen ? <EyeOff /> : <Eye />}
          </IconButton>
        </div>
      )}
    </Field>
  )
}
