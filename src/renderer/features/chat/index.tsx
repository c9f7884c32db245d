export { ChatView } from './chat-view'
