import type { PythonPage } from './python-page'

/** Pictures with DALL·E and GPT image. */
export const PYTHON_IMAGE_PAGES: readonly PythonPage[] = [
  {
    row: 'D250',
    title: 'A picture with DALL·E',
    summary: 'The answer is a link that lives for an hour: fetch the picture at once.',
    packages: ['requests'],
    files: [],
    code: (baseUrl) => `import os

import requests

response = requests.post(
    "${baseUrl}/v1/images/generations",
    headers={"Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"]},
    json={
        "model": "dall-e-3",
        "prompt": "A fox made of folded paper",
        "n": 1,
        "size": "1024x1024",
        "quality": "standard",
    },
    timeout=300,
)
response.raise_for_status()
picture = requests.get(response.json()["data"][0]["url"], timeout=300)
picture.raise_for_status()
with open("fox.png", "wb") as file:
    file.write(picture.content)
print("fox.png has", len(picture.content), "bytes")
`,
  },
  {
    row: 'D258',
    title: 'Create and edit with gpt-image-1',
    summary: 'A picture from words, then the same picture changed by words. The answers hold the pictures themselves.',
    packages: ['requests'],
    files: [],
    code: (baseUrl) => `import base64
import os

import requests

HEADERS = {"Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"]}


def save(response, path):
    response.raise_for_status()
    with open(path, "wb") as file:
        file.write(base64.b64decode(response.json()["data"][0]["b64_json"]))
    print("wrote", path)


save(
    requests.post(
        "${baseUrl}/v1/images/generations",
        headers=HEADERS,
        json={"model": "gpt-image-1", "prompt": "A fox made of folded paper", "size": "1024x1024"},
        timeout=300,
    ),
    "fox.png",
)
with open("fox.png", "rb") as picture:
    save(
        requests.post(
            "${baseUrl}/v1/images/edits",
            headers=HEADERS,
            data={"model": "gpt-image-1", "prompt": "The same fox in the snow"},
            # Several pictures: repeat the name image[].
            files=[("image[]", ("fox.png", picture, "image/png"))],
            timeout=300,
        ),
        "fox-in-snow.png",
    )
`,
  },
]
