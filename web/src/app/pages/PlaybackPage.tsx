export { PlaybackView as default } from '@/features/playback/PlaybackView'
