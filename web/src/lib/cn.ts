import { twMerge } from 'tailwind-merge'

export const cn = (...classes: (string | false | null | undefined)[]) =>
  twMerge(classes.filter(Boolean).join(' '))
