export { TrucksPage as default } from '@/features/trucks/TrucksPage'
