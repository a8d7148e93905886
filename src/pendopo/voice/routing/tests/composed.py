"""Small sets of invented reports: each agency has its words, none of them a citizen's."""

from __future__ import annotations

from random import Random

from pendopo.voice.routing.values import Example

WORDS = {
    ("PJU", "Dishub"): "lampu jalan padam gelap tiang pju",
    ("Parkir", "Dishub"): "parkir liar juru karcis trotoar",
    ("Jalan", "Dinas PU"): "aspal berlubang retak jalan rusak jembatan",
    ("Sampah", "DLH"): "sampah menumpuk tps bau truk angkut",
    ("KTP", "Dukcapil"): "ktp akta kartu keluarga antre rekam",
}
AROUND = "tolong mohon pak bu warga sudah lama depan rumah dekat pasar malam hujan kami"


def reports(n: int, *, seed: int = 1) -> list[Example]:
    """n different reports, the kinds taken in turn."""
    random = Random(seed)
    found = []
    for number in range(n):
        (topic, agency), words = list(WORDS.items())[number % len(WORDS)]
        said = random.sample(words.split(), 3) + random.sample(AROUND.split(), 5)
        random.shuffle(said)
        found.append(Example(" ".join([*said, f"kata{chr(97 + number % 26)}"]), topic, agency))
    return found
