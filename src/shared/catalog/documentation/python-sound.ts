import type { PythonPage } from './python-page'

/** Speech both ways, and a talk by voice. */
export const PYTHON_SOUND_PAGES: readonly PythonPage[] = [
  {
    row: 'D247',
    title: 'Speech to text',
    summary: 'What was said in a recording, up to 25 MB.',
    packages: ['requests'],
    files: ['speech.mp3'],
    code: (baseUrl) => `import os

import requests

with open("speech.mp3", "rb") as sound:
    response = requests.post(
        "${baseUrl}/v1/audio/transcriptions",
        headers={"Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"]},
        data={"model": "whisper-1"},
        files={"file": ("speech.mp3", sound, "audio/mpeg")},
        timeout=300,
    )
response.raise_for_status()
print(response.json()["text"])
`,
  },
  {
    row: 'D248',
    title: 'Text to speech',
    summary: 'Words read aloud into a file. Tell those who listen that the voice is a machine’s.',
    packages: ['requests'],
    files: [],
    code: (baseUrl) => `import os

import requests

response = requests.post(
    "${baseUrl}/v1/audio/speech",
    headers={"Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"]},
    json={"model": "tts-1", "voice": "alloy", "input": "Today is a wonderful day to build something."},
    timeout=300,
)
response.raise_for_status()
with open("speech.mp3", "wb") as file:
    file.write(response.content)
print("speech.mp3 has", len(response.content), "bytes")
`,
  },
  {
    row: 'D256',
    title: 'Talk in real time',
    summary: 'A WebSocket to a realtime model: one typed question, the answer as it comes.',
    packages: ['websockets'],
    files: [],
    code: (baseUrl) => `import asyncio
import json
import os

import websockets

URL = "${baseUrl.replace(/^http/, 'ws')}/v1/realtime?model=gpt-4o-realtime-preview"
HEADERS = {
    "Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"],
    "OpenAI-Beta": "realtime=v1",
}
# The name of this argument changed with version 14 of websockets.
HEADER_ARGUMENT = (
    "additional_headers" if int(websockets.__version__.split(".")[0]) >= 14 else "extra_headers"
)


async def main():
    async with websockets.connect(URL, **{HEADER_ARGUMENT: HEADERS}) as socket:
        await socket.send(
            json.dumps(
                {
                    "type": "conversation.item.create",
                    "item": {
                        "type": "message",
                        "role": "user",
                        "content": [{"type": "input_text", "text": "Say hello."}],
                    },
                }
            )
        )
        await socket.send(json.dumps({"type": "response.create", "response": {"modalities": ["text"]}}))
        async for message in socket:
            event = json.loads(message)
            if event["type"] in ("response.text.delta", "response.audio_transcript.delta"):
                print(event["delta"], end="", flush=True)
            elif event["type"] == "error":
                raise SystemExit(event["error"]["message"])
            elif event["type"] == "response.done":
                print()
                return


asyncio.run(main())
`,
  },
]
