import type { PythonPage } from './python-page'

/** The same through libraries that speak OpenAI's protocol. */
export const PYTHON_LIBRARY_PAGES: readonly PythonPage[] = [
  {
    row: 'D245',
    title: 'OpenAI’s own library',
    summary: 'Give it the gateway’s address and key; everything else stays as it is.',
    packages: ['openai'],
    files: [],
    code: (baseUrl) => `import os

from openai import OpenAI

# Programs that read the environment want OPENAI_BASE_URL and OPENAI_API_KEY instead.
client = OpenAI(
    base_url="${baseUrl}/v1",
    api_key=os.environ["CHAINHUB_API_KEY"],
    timeout=120,
    # A repeated request may be charged twice.
    max_retries=0,
)
completion = client.chat.completions.create(
    model="gpt-4o",
    messages=[{"role": "user", "content": "Hello!"}],
)
print(completion.choices[0].message.content)

response = client.responses.create(model="gpt-5", input="Write one line about the sea.")
print(response.output_text)
`,
  },
  {
    row: 'D252',
    title: 'LangChain',
    summary: 'ChatOpenAI with the gateway’s address.',
    packages: ['langchain-openai'],
    files: [],
    code: (baseUrl) => `import os

from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    model="gpt-4o",
    base_url="${baseUrl}/v1",
    api_key=os.environ["CHAINHUB_API_KEY"],
    max_retries=0,
)
print(model.invoke("Say this is a test!").content)
`,
  },
  {
    row: 'D253',
    title: 'LlamaIndex',
    summary: 'OpenAILike takes any model of the gateway, also those that the library does not know.',
    packages: ['llama-index-llms-openai-like'],
    files: [],
    code: (baseUrl) => `import os

from llama_index.llms.openai_like import OpenAILike

model = OpenAILike(
    model="gpt-4o",
    api_base="${baseUrl}/v1",
    api_key=os.environ["CHAINHUB_API_KEY"],
    is_chat_model=True,
    max_retries=0,
)
print(model.complete("Paul Graham is "))
`,
  },
  {
    row: 'D255',
    title: 'Words as they come, with the library',
    summary: 'A stream of chunks; the last one counts tokens and has no choices.',
    packages: ['openai'],
    files: [],
    code: (baseUrl) => `import os

from openai import OpenAI

client = OpenAI(base_url="${baseUrl}/v1", api_key=os.environ["CHAINHUB_API_KEY"], max_retries=0)
stream = client.chat.completions.create(
    model="gpt-4o-mini",
    messages=[{"role": "user", "content": "Tell me a short story."}],
    stream=True,
    stream_options={"include_usage": True},
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
    elif chunk.usage:
        print(f"\\n{chunk.usage.total_tokens} tokens")
`,
  },
]
