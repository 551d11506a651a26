"""Write the text that is spoken for training: one sentence a line, on standard output.

usage: sentences.py [FOLDER]... > sentences.txt

FOLDERs hold plain text, one sentence a line (Common Voice's English sentence collection, CC0, for example). Added to them: text of
Debian packages found below /usr/share, made-up interview answers (answers.py), and random words from /usr/share/dict/words.
About two in five lines get fillers, so that the model learns to write them down.
"""
import glob
import gzip
import html
import os
import random
import re
import sys

from answers import answers

R = random.Random(20)
SOUNDS = ["um"] * 5 + ["uh"] * 5 + ["er", "hmm", "ah"]
PHRASES = ["like", "you know", "I mean", "so", "basically", "actually", "kind of", "sort of", "right", "well", "okay"]
FIRST_PERSON = re.compile(r"\b(I|we|We|my|My|our|Our|me|us|team|manager|interview|project)\b")
DEBIAN = ("games/fortunes/*", "perl/5*/**/*.pod", "debian-reference/**/*.txt*", "doc/**/*.en.html", "developers-reference/*.html")


def clean(text):
    """Sentences that a recogniser could have written."""
    text = re.sub(r"\s+", " ", html.unescape(text)).replace("’", "'").replace("–", "-").replace("—", ", ")
    for s in re.split(r"(?<=[.!?])\s+", text):
        s = re.sub(r"[;:]", ",", re.sub(r"[“”\"‘()*_]", "", s)).strip(" '-•")
        words = s.split()
        if not 3 <= len(words) <= 26 or len(s) > 160 or not re.fullmatch(r"[A-Za-z0-9 ,.'%$?!-]+", s):
            continue
        if sum(ch.isdigit() for ch in s) > 8 or any(len(w) > 16 for w in words) or re.search(r"[A-Za-z]\.[A-Za-z]|--|[A-Z]{4}", s):
            continue
        if sum(bool(re.fullmatch(r"[A-Za-z]+[-'A-Za-z]*[,.?!]?", w)) for w in words) < .8 * len(words):
            continue
        yield s[0].upper() + s[1:] + ("" if s[-1] in ".?!" else ".")


def blocks(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", errors="ignore") as f:
        text = f.read()
    if ".htm" in path:
        text = re.sub(r"<pre.*?</pre>", "", text, flags=re.S)
        text = re.sub(r"<[^>]+>", "", re.sub(r"</(p|li|h\d|td)>", "\n\n", text))
    if path.endswith(".pod"):
        kept = (p for p in text.split("\n\n") if not p.startswith((" ", "\t", "=")))
        text = "\n\n".join(re.sub(r"[A-Z]<+\s?([^<>]*?)\s?>+", r"\1", p) for p in kept)
    return re.split(r"\n%\n|\n\n", text)


def with_fillers(r, s):
    words, out = s.split(), []
    places = set(r.sample(range(len(words)), min(r.choice([1, 1, 2, 2, 3]), len(words))))
    for i, word in enumerate(words):
        if i in places:
            filler = r.choice(SOUNDS) if r.random() < .8 else r.choice(PHRASES)
            if i == 0:
                out.append(filler.capitalize() + ",")
                if word != "I" and not word.startswith("I'") and not word[1:2].isupper():
                    word = word[0].lower() + word[1:]
            else:
                if out[-1][-1] not in ",.?!" and r.random() < .8:
                    out[-1] += ","
                out.append(filler + ("," if r.random() < .8 else ""))
        out.append(word)
    return " ".join(out)


def main():
    given = {s for folder in sys.argv[1:] for p in sorted(glob.glob(os.path.join(folder, "*.txt"))) for line in open(p) for s in clean(line)}
    packages = [p for pattern in DEBIAN for p in sorted(glob.glob("/usr/share/" + pattern, recursive=True))
                if os.path.isfile(p) and not p.endswith((".dat", ".u8"))]
    texts = {s for p in packages for block in blocks(p) for s in clean(block)} - given
    near = sorted(s for s in texts if FIRST_PERSON.search(s))
    far = sorted(s for s in texts if not FIRST_PERSON.search(s))
    words = [w.strip() for w in open("/usr/share/dict/words") if re.fullmatch(r"[a-z]{3,11}", w.strip())]
    random_words = [" ".join(R.sample(words, R.randint(3, 9))).capitalize() + "." for _ in range(2500)]
    said = answers(R, max(4000, int(.45 * len(given))))
    lines = [(s, .3) for s in sorted(given) + near + R.sample(far, min(len(far), 5000)) + random_words] + [(s, .55) for s in said]
    R.shuffle(lines)
    for s, chance in lines:
        print(with_fillers(R, s) if R.random() < chance else s)
    print(len(lines), "sentences", file=sys.stderr)


if __name__ == "__main__":
    main()
