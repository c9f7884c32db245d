import { openChatStudio } from '../integration/chat-harness'

/** Receives one answer and reports how much of it is there; the test kills the process meanwhile. */
const [folder = '', origin = '', key = ''] = process.argv.slice(2)
const studio = await openChatStudio({ folder, origin, key })
const { id } = await studio.newChat()
const message = await studio.send(id, 'A film about a heron')
process.stdout.write(`message ${message.id} ${id}\n`)
for (;;) {
  await new Promise((resolve) => setTimeout(resolve, 20))
  const snapshot = await studio.chat.attach({ messageId: message.id }, 1)
  const text = snapshot?.message.parts.find((part) => part.kind === 'text')?.text ?? ''
  process.stdout.write(`received ${text.length}\n`)
}
