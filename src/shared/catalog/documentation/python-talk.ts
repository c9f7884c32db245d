import type { PythonPage } from './python-page'

/** Talks over plain HTTP, with `requests` alone. */
export const PYTHON_TALK_PAGES: readonly PythonPage[] = [
  {
    row: 'D242',
    title: 'A first question',
    summary: 'One question over plain HTTP, and the words of the answer.',
    packages: ['requests'],
    files: [],
    code: (baseUrl) => `import os

import requests

response = requests.post(
    "${baseUrl}/v1/chat/completions",
    headers={"Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"]},
    json={
        "model": "gpt-4o",
        "messages": [{"role": "user", "content": "Say this is a test!"}],
    },
    timeout=100,
)
response.raise_for_status()
print(response.json()["choices"][0]["message"]["content"])
`,
  },
  {
    row: 'D243',
    title: 'Look at a picture on the web',
    summary: 'A question about a picture that the model fetches by its address.',
    packages: ['requests'],
    files: [],
    code: (baseUrl) =>
      pictureTalk(
        baseUrl,
        'gpt-4o',
        '"https://upload.wikimedia.org/wikipedia/commons/4/47/PNG_transparency_demonstration_1.png"',
        [],
      ),
  },
  {
    row: 'D244',
    title: 'Claude looks at a picture',
    summary: 'The same question to Claude, with a picture from your disk.',
    packages: ['requests'],
    files: ['picture.png'],
    code: (baseUrl) =>
      pictureTalk(baseUrl, 'claude-sonnet-4-5-20250929', 'data_uri_of("picture.png")', DATA_URI_HELPER),
  },
  {
    row: 'D246',
    title: 'A talk that remembers',
    summary: 'The program keeps what was said and sends it along with each new question.',
    packages: ['requests'],
    files: [],
    code: (baseUrl) => `import os
import sys

import requests

messages = [{"role": "system", "content": "You are a helpful assistant."}]

print("Type a question; an empty line ends the talk.")
for line in sys.stdin:
    question = line.strip()
    if not question:
        break
    messages.append({"role": "user", "content": question})
    response = requests.post(
        "${baseUrl}/v1/chat/completions",
        headers={"Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"]},
        json={"model": "gpt-4o", "messages": messages},
        timeout=100,
    )
    response.raise_for_status()
    answer = response.json()["choices"][0]["message"]["content"]
    messages.append({"role": "assistant", "content": answer})
    print(answer)
`,
  },
  {
    row: 'D249',
    title: 'Texts as vectors',
    summary: 'Embeddings of two texts, and how near they are to each other.',
    packages: ['requests'],
    files: [],
    code: (baseUrl) => `import math
import os

import requests


def vectors_of(texts, model="text-embedding-3-small"):
    response = requests.post(
        "${baseUrl}/v1/embeddings",
        headers={"Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"]},
        # Line breaks make vectors worse.
        json={"model": model, "input": [text.replace("\\n", " ") for text in texts]},
        timeout=100,
    )
    response.raise_for_status()
    return [item["embedding"] for item in response.json()["data"]]


def nearness(one, other):
    dot = sum(a * b for a, b in zip(one, other))
    return dot / (math.hypot(*one) * math.hypot(*other))


first, second = vectors_of(["a red kite", "a bird of prey"])
print(len(first), "numbers; nearness", round(nearness(first, second), 3))
`,
  },
  {
    row: 'D251',
    title: 'Let the model call a function',
    summary: 'The model asks for a function, the program runs it, and the model answers with what it gave.',
    packages: ['requests'],
    files: [],
    code: (baseUrl) => `import json
import os

import requests


def weather_in(city):
    return {"city": city, "temperature": 21, "sky": "clear"}


TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "weather_in",
            "description": "The weather in a city right now",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string"}},
                "required": ["city"],
            },
        },
    }
]


def ask(messages):
    response = requests.post(
        "${baseUrl}/v1/chat/completions",
        headers={"Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"]},
        json={"model": "gpt-4o", "messages": messages, "tools": TOOLS, "tool_choice": "auto"},
        timeout=100,
    )
    response.raise_for_status()
    return response.json()["choices"][0]["message"]


messages = [{"role": "user", "content": "What is the weather in Lisbon?"}]
message = ask(messages)
if message.get("tool_calls"):
    messages.append(message)
    for call in message["tool_calls"]:
        arguments = json.loads(call["function"]["arguments"])
        messages.append(
            {
                "role": "tool",
                "tool_call_id": call["id"],
                "name": call["function"]["name"],
                "content": json.dumps(weather_in(**arguments)),
            }
        )
    message = ask(messages)
print(message["content"])
`,
  },
  {
    row: 'D254',
    title: 'Look at a picture from your disk',
    summary: 'The picture goes along inside the request.',
    packages: ['requests'],
    files: ['picture.png'],
    code: (baseUrl) => pictureTalk(baseUrl, 'gpt-4o', 'data_uri_of("picture.png")', DATA_URI_HELPER),
  },
  {
    row: 'D257',
    title: 'Words as they come, over plain HTTP',
    summary: 'Server-sent events read line by line, with the guards that a real stream needs.',
    packages: ['requests'],
    files: [],
    code: (baseUrl) => `import json
import os

import requests

with requests.post(
    "${baseUrl}/v1/chat/completions",
    headers={
        "Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"],
        "Accept": "text/event-stream",
    },
    json={
        "model": "gpt-4o",
        "messages": [{"role": "user", "content": "Tell me a short story."}],
        "stream": True,
    },
    stream=True,
    timeout=(10, 300),
) as response:
    response.raise_for_status()
    for line in response.iter_lines():
        if not line.startswith(b"data:"):
            continue
        data = line[len(b"data:") :].strip()
        if data == b"[DONE]":
            break
        chunk = json.loads(data.decode("utf-8"))
        # The last chunk counts tokens and has no choices.
        for choice in chunk.get("choices") or []:
            print(choice["delta"].get("content") or "", end="", flush=True)
print()
`,
  },
]

const DATA_URI_HELPER = [
  '',
  'def data_uri_of(path):',
  '    with open(path, "rb") as file:',
  '        return "data:image/png;base64," + base64.b64encode(file.read()).decode()',
  '',
] as const

function pictureTalk(baseUrl: string, model: string, picture: string, helper: readonly string[]): string {
  return [
    ...(helper.length > 0 ? ['import base64'] : []),
    'import os',
    '',
    'import requests',
    '',
    ...helper,
    ...(helper.length > 0 ? [''] : []),
    'response = requests.post(',
    `    "${baseUrl}/v1/chat/completions",`,
    '    headers={"Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"]},',
    '    json={',
    `        "model": "${model}",`,
    '        "max_tokens": 300,',
    '        "messages": [',
    '            {',
    '                "role": "user",',
    '                "content": [',
    '                    {"type": "text", "text": "What is in this picture?"},',
    `                    {"type": "image_url", "image_url": {"url": ${picture}}},`,
    '                ],',
    '            }',
    '        ],',
    '    },',
    '    timeout=100,',
    ')',
    'response.raise_for_status()',
    'print(response.json()["choices"][0]["message"]["content"])',
    '',
  ].join('\n')
}
