"""Texts to measure with, and what negotiators do to them.

Clauses in nine languages, whole documents of any length made from them, and amendments of the usual kinds: a word or
number replaced, words struck or put in, a subordinate clause added, a sentence rewritten, struck, added or moved.
Everything follows from a seed. Measuring is left to ``quality`` and ``speed``.
"""

# ruff: noqa: RUF001, ISC004  many scripts, and clauses longer than a line
from __future__ import annotations

import random
import re

CLAUSES: dict[str, list[str]] = {
    "en": [
        "The participating States shall refrain from the threat or use of force against the territorial integrity or "
        "political independence of any State.",
        "Each participant shall give notice of any military exercise involving more than 9,000 troops no later than "
        "42 days before it begins.",
        "Such notice shall state the purpose of the exercise, the forces that take part in it, and the area in which "
        "it will be held.",
        "Nothing in this Charter affects the rights and obligations of participants under the Charter of the United "
        "Nations.",
        "Disputes between participants shall be settled by negotiation, mediation or any other peaceful means of their "
        "own choice.",
        "The participants shall encourage trade and investment, and shall remove obstacles to the movement of goods, "
        "services and capital.",
        "A participant that considers its security to be at risk may ask for consultations, which shall begin within "
        "14 days of the request.",
        "Decisions of the meeting are taken by consensus, which means the absence of any formal objection.",
        "The depositary shall inform all participants of each signature, of each instrument of acceptance, and of the "
        "date on which this Charter takes effect.",
        "Observers may attend the meetings and speak in them, but they take no part in decisions.",
        "Participants shall exchange information on the development of transport corridors and on the customs "
        "procedures that apply to them.",
        "The costs of each meeting are borne by the host, unless the participants agree otherwise in writing.",
        "Any participant may withdraw from this Charter by giving twelve months' notice in writing to the depositary.",
        "Cultural and scientific exchanges shall be open to young people, teachers and researchers of all "
        "participants.",
        "Measures taken under this Article shall be proportionate, limited in time and reported without delay to the "
        "other participants.",
        "In carrying out this Charter the participants shall respect the diversity of civilisations and the right of "
        "every people to choose its own path of development.",
        "The secretariat shall publish a report on the use of these measures once a year, not later than 31 March.",
        "No participant shall permit its territory to be used for acts that endanger the security of another.",
        "A review conference shall be held every five years to consider whether the provisions of this Charter need "
        "to be amended.",
        "Assistance in the event of a natural disaster shall be offered promptly and shall be accepted or declined "
        "within 24 hours.",
    ],
    "fr": [
        "Les États participants s’abstiennent de recourir à la menace ou à l’emploi de la force contre l’intégrité "
        "territoriale de tout État.",
        "Chaque participant notifie tout exercice militaire de plus de 9 000 hommes au plus tard 42 jours avant son "
        "début.",
        "Les différends sont réglés par la négociation, la médiation ou tout autre moyen pacifique de leur choix.",
        "Les décisions de la réunion sont prises par consensus, c’est-à-dire en l’absence d’objection formelle.",
        "Aucune disposition de la présente Charte ne porte atteinte aux droits et obligations découlant de la Charte "
        "des Nations Unies.",
        "Les frais de chaque réunion sont à la charge de l’hôte, sauf si les participants en conviennent autrement.",
        "Tout participant peut se retirer de la présente Charte moyennant un préavis écrit de douze mois.",
        "Les observateurs peuvent assister aux réunions et y prendre la parole, mais ils ne participent pas aux "
        "décisions.",
    ],
    "ru": [
        "Государства-участники воздерживаются от угрозы силой или её применения против территориальной целостности "
        "любого государства.",
        "Каждый участник уведомляет о любом военном учении численностью более 9 000 человек не позднее чем за 42 дня "
        "до его начала.",
        "Споры между участниками разрешаются путём переговоров, посредничества или иными мирными средствами по их "
        "выбору.",
        "Решения совещания принимаются на основе консенсуса, то есть при отсутствии официальных возражений.",
        "Ничто в настоящей Хартии не затрагивает прав и обязательств участников по Уставу Организации Объединённых "
        "Наций.",
        "Расходы на проведение каждой встречи несёт принимающая сторона, если участники не договорятся об ином.",
        "Любой участник может выйти из настоящей Хартии, направив депозитарию письменное уведомление за двенадцать "
        "месяцев.",
        "Наблюдатели могут присутствовать на заседаниях и выступать на них, но не участвуют в принятии решений.",
    ],
    "es": [
        "Los Estados participantes se abstendrán de recurrir a la amenaza o al uso de la fuerza contra la integridad "
        "territorial de cualquier Estado.",
        "Cada participante notificará todo ejercicio militar de más de 9.000 efectivos a más tardar 42 días antes de "
        "su inicio.",
        "Las controversias se resolverán mediante negociación, mediación u otros medios pacíficos de su elección.",
        "Las decisiones de la reunión se adoptarán por consenso, es decir, sin objeción formal alguna.",
        "Los gastos de cada reunión correrán a cargo del anfitrión, salvo acuerdo en contrario de los participantes.",
        "Todo participante podrá retirarse de la presente Carta previa notificación por escrito con doce meses de "
        "antelación.",
    ],
    "ar": [
        "تمتنع الدول المشاركة عن التهديد باستعمال القوة أو استخدامها ضد السلامة الإقليمية لأي دولة.",
        "يخطر كل مشارك بأي مناورة عسكرية يزيد عدد أفرادها على 9000 فرد قبل بدايتها باثنين وأربعين يوما على الأقل.",
        "تسوى المنازعات بين المشاركين بالتفاوض أو الوساطة أو بأي وسيلة سلمية أخرى يختارونها.",
        "تتخذ قرارات الاجتماع بتوافق الآراء، أي في غياب أي اعتراض رسمي.",
        "ليس في هذا الميثاق ما يمس حقوق المشاركين والتزاماتهم بموجب ميثاق الأمم المتحدة.",
        "يجوز لأي مشارك أن ينسحب من هذا الميثاق بإشعار كتابي مدته اثنا عشر شهرا.",
    ],
    "fa": [
        "کشورهای شرکت‌کننده از تهدید یا استفاده از زور علیه تمامیت ارضی هر کشوری خودداری می‌کنند.",
        "هر شرکت‌کننده هر رزمایش نظامی را دست‌کم ۴۲ روز پیش از آغاز آن اطلاع می‌دهد.",
        "اختلاف‌ها از راه گفت‌وگو، میانجی‌گری یا هر روش مسالمت‌آمیز دیگری حل‌وفصل می‌شوند.",
        "تصمیم‌های نشست با اجماع گرفته می‌شوند، یعنی بدون هیچ مخالفت رسمی.",
        "هر شرکت‌کننده می‌تواند با اطلاع کتبی دوازده‌ماهه از این منشور خارج شود.",
    ],
    "hi": [
        "भागीदार राज्य किसी भी राज्य की क्षेत्रीय अखंडता के विरुद्ध बल की धमकी या प्रयोग से दूर रहेंगे।",
        "प्रत्येक भागीदार किसी भी सैन्य अभ्यास की सूचना उसके आरंभ होने से कम से कम 42 दिन पहले देगा।",
        "भागीदारों के बीच विवादों का निपटारा वार्ता, मध्यस्थता या अन्य शांतिपूर्ण साधनों से किया जाएगा।",
        "बैठक के निर्णय सर्वसम्मति से लिए जाते हैं, अर्थात किसी औपचारिक आपत्ति के बिना।",
        "कोई भी भागीदार बारह महीने की लिखित सूचना देकर इस घोषणापत्र से अलग हो सकता है।",
    ],
    "zh": [
        "参加国应避免以武力相威胁或使用武力侵害任何国家的领土完整。",
        "每一参加方应至迟在演习开始前42天通报任何超过9,000人的军事演习。",
        "参加方之间的争端应通过谈判、调解或其自行选择的其他和平方法解决。",
        "会议的决定以协商一致方式作出，即没有任何正式反对意见。",
        "本宪章的任何规定均不影响参加方根据联合国宪章享有的权利和承担的义务。",
        "任何参加方均可提前十二个月书面通知保存人退出本宪章。",
    ],
    "th": [
        "รัฐที่เข้าร่วมจะละเว้นจากการคุกคามหรือการใช้กำลังต่อบูรณภาพแห่งดินแดนของรัฐใด ๆ",
        "ผู้เข้าร่วมแต่ละรายจะแจ้งการฝึกทางทหารใด ๆ ไม่ช้ากว่า 42 วันก่อนเริ่มการฝึก",
        "ข้อพิพาทระหว่างผู้เข้าร่วมจะได้รับการระงับโดยการเจรจา การไกล่เกลี่ย หรือวิธีการโดยสันติอื่น ๆ",
        "การตัดสินใจของที่ประชุมจะกระทำโดยฉันทามติ กล่าวคือไม่มีการคัดค้านอย่างเป็นทางการ",
        "ผู้เข้าร่วมรายใดอาจถอนตัวจากกฎบัตรนี้ได้โดยแจ้งเป็นลายลักษณ์อักษรล่วงหน้าสิบสองเดือน",
    ],
}
TAILS: dict[str, list[str]] = {
    "en": [
        ", as appropriate",
        ", in good time and in writing",
        ", unless the meeting decides otherwise",
        " and promptly",
    ],
    "fr": [", le cas échéant", ", par écrit et en temps utile", ", sauf décision contraire de la réunion"],
    "ru": [", по мере необходимости", ", в письменной форме и заблаговременно", ", если совещание не решит иначе"],
    "es": [", según proceda", ", por escrito y con la debida antelación", ", salvo que la reunión decida otra cosa"],
    "ar": ["، حسب الاقتضاء", "، كتابة وفي الوقت المناسب", "، ما لم يقرر الاجتماع غير ذلك"],
    "fa": ["، در صورت لزوم", "، به‌موقع و به صورت کتبی"],
    "hi": [", यथा आवश्यक", ", समय पर और लिखित रूप में"],
    "zh": ["，视情况而定", "，并应及时以书面形式作出"],
    "th": [" ตามความเหมาะสม", " เป็นลายลักษณ์อักษรและทันเวลา"],
}
_UNSPACED = frozenset({"zh", "th"})
_WORDS = re.compile(r"\s*(?:[\w’'\u200c-]+|[^\w\s])")
_CLUSTERS = re.compile(r"[เแโใไ]?[\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*[ะาำ]?|\d+|.", re.DOTALL)


def document(rng: random.Random, language: str, words: int) -> str:
    """A text of about so many words (characters count as half a word where no spaces are written)."""
    paragraphs, size = [], 0
    while size < words:
        sentences = [vary(rng, language) for _ in range(rng.randint(2, 5))]
        paragraph = ("" if language == "zh" else " ").join(sentences)
        size += len(paragraph) // 2 if language in _UNSPACED else len(paragraph.split())
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def vary(rng: random.Random, language: str) -> str:
    """A sentence: a clause of the language with a word or two from another one, so that few are quite alike."""
    pieces = cut(rng.choice(CLAUSES[language]), language)
    for _ in range(rng.randint(0, 2)):
        other = cut(rng.choice(CLAUSES[language]), language)
        pieces[rng.randrange(len(pieces) - 1)] = " " * (language not in _UNSPACED) + rng.choice(other[:-1]).strip()
    return "".join(pieces).strip()


def cut(sentence: str, language: str) -> list[str]:
    """A sentence in the pieces that amendments touch."""
    return (_CLUSTERS if language in _UNSPACED else _WORDS).findall(sentence)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the white space before it."""
    return [found for found in re.split(r"(?<=[.。।])(?=\s|[^\s\d])|(?=\n\n)", text) if found]


def amended(rng: random.Random, text: str, language: str, edits: int) -> str:
    """The text after so many amendments of mixed kinds."""
    for _ in range(edits):
        text = amend(rng, text, language)
    return text


def amend(rng: random.Random, text: str, language: str, kind: str = "") -> str:
    """The text after one amendment."""
    kind = kind or rng.choices(tuple(KINDS), weights=[weight for weight, _ in KINDS.values()])[0]
    parts = sentences(text)
    return "".join(KINDS[kind][1](rng, parts, language))


def _inside(rng: random.Random, parts: list[str], language: str) -> tuple[int, list[str], int]:
    at = rng.randrange(len(parts))
    pieces = cut(parts[at], language)
    return at, pieces, rng.randrange(max(1, len(pieces) - 1))


def _replace(rng: random.Random, parts: list[str], language: str) -> list[str]:
    at, pieces, place = _inside(rng, parts, language)
    count = rng.randint(1, 3)
    other = cut(rng.choice(CLAUSES[language]), language)
    begin = rng.randrange(max(1, len(other) - 4))
    new = "".join(other[begin : begin + rng.randint(1, 3)]).strip()
    lead = re.match(r"\s*", pieces[place])
    parts[at] = "".join([*pieces[:place], (lead[0] if lead else "") + new, *pieces[place + count :]])
    return parts


def _number(rng: random.Random, parts: list[str], language: str) -> list[str]:
    numbered = [at for at, part in enumerate(parts) if re.search(r"\d+", part)]
    if not numbered:
        return _replace(rng, parts, language)
    at = rng.choice(numbered)
    parts[at] = re.sub(r"\d+", str(rng.randint(2, 99)), parts[at], count=1)
    return parts


def _strike(rng: random.Random, parts: list[str], language: str) -> list[str]:
    at, pieces, place = _inside(rng, parts, language)
    parts[at] = "".join(pieces[:place] + pieces[place + rng.randint(1, 4) :])
    return parts


def _put(rng: random.Random, parts: list[str], language: str) -> list[str]:
    at, pieces, place = _inside(rng, parts, language)
    parts[at] = "".join([*pieces[: place + 1], rng.choice(TAILS[language]), *pieces[place + 1 :]])
    return parts


def _rewrite(rng: random.Random, parts: list[str], language: str) -> list[str]:
    at = rng.randrange(len(parts))
    lead = re.match(r"\s*", parts[at])
    parts[at] = (lead[0] if lead else "") + vary(rng, language)
    return parts


def _add(rng: random.Random, parts: list[str], language: str) -> list[str]:
    lead = "" if language == "zh" else " "
    return [*parts[: (at := rng.randint(1, len(parts)))], lead + vary(rng, language), *parts[at:]]


def _drop(rng: random.Random, parts: list[str], _: str) -> list[str]:
    if len(parts) > 2:
        del parts[rng.randrange(1, len(parts))]
    return parts


def _move(rng: random.Random, parts: list[str], _: str) -> list[str]:
    if len(parts) > 3:
        moved = parts.pop(rng.randrange(1, len(parts)))
        parts.insert(rng.randrange(1, len(parts)), moved)
    return parts


KINDS = {
    "replace": (30, _replace),
    "number": (10, _number),
    "strike": (15, _strike),
    "put": (20, _put),
    "rewrite": (8, _rewrite),
    "add": (8, _add),
    "drop": (5, _drop),
    "move": (4, _move),
}
