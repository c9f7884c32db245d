export { QueueView } from './queue-view'
