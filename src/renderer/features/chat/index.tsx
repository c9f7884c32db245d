export { ChatView } from './chat-view'
export { QuickChat } from './quick/quick-chat'
