"""Names that nobody has.

They are put together from parts, so that a reader sees at once that these people don't exist;
some carry accents, apostrophes and generations, as real ones do.
"""

from __future__ import annotations

import unicodedata

from replay.chance import Chance


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST_NAMES = _words("""
Abner Alaric Amadou Ansel Arlo Aurel Bastian Bexley Bram Caspian Cato Ciro Corin Cosmo Dario
Dashiell Dov Edric Eero Eldon Emrys Faolan Fenwick Fidel Florian Gaspar Gideon Gus Hadrian
Hale Horace Ignace Ilario Isander Ivo Jericho Joash Jory Kaspar Kellan Kit Lazare Leif Linus
Lucan Magnus Marek Milo Moses Nestor Nils Oberon Odell Orrin Osric Otto Pax Perrin Quent
Quillon Rafe Remy Rocco Rufus Sable Silas Soren Stellan Tamsin Teague Thane Ulric Umber
Vance Vito Wendell Wolf Xander Yorick Zebulon D'Arlo De'Quillan J.T. O.K. Jo-Van Ma'Riq José
Joško Žan Théo
""")
_HEADS = _words("""
Amber Ash Bell Birch Bramble Brass Briar Cinder Clover Copper Crane Dapple Dove Elder Ember
Fallow Fen Fern Flint Frost Gale Garnet Glimmer Hazel Heather Holly Juniper Larch Lark
Linden Marl Meadow Mist Moss Nettle Oak Opal Pebble Plover Quill Raven Reed Rook Rowan Rust
Sable Shale Sorrel Spindle Sparrow Swift Tansy Thistle Thorn Umber Velvet Willow Winter Wren
Yarrow
""")
_TAILS = _words("""
bank beam berry bold born bow brook burn combe croft dale dell down drift fell field ford
gate gill grove hallow ham helm hollow hurst kettle lock low mark mere moor pike quist ridge
rise shade shaw spur stead stone thwaite vale wark weather whistle wick wold wood worthy
""")
_RARE_HEADS = ("O'", "Mc", "Van ", "De ", "St. ")
_ACCENTED = _words("""
Bělohrád Čalović Dvořžan Élouette Fjørdal Gärtnerin Hōzan Ibáñosa Jurišnik Kőszegvár Lučićev
Mațoiu Ñandúero Öberglund Páleškov Quîntar Ružomir Šarolić Țepordei Üzümcan Vélozard Žlebnik
""")
_GENERATIONS = ("Jr.", "Jr.", "Sr.", "II", "III", "IV")

# Letters that are no letter with an accent, so that taking the accent off doesn't make them ASCII.
_PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "đ": "d", "ß": "ss"})


def invent_name(chance: Chance, taken: set[str]) -> tuple[str, str]:
    """A first and a family name, as a pair that is not taken; it is taken afterwards."""
    while True:
        first, family = chance.pick(_FIRST_NAMES), _family_name(chance)
        if f"{first} {family}" not in taken:
            taken.add(f"{first} {family}")
            return first, family


def _family_name(chance: Chance) -> str:
    if chance.happens(60):
        name = chance.pick(_ACCENTED)
    else:
        name = chance.pick(_HEADS) + chance.pick(_TAILS)
        if chance.happens(50):
            name = chance.pick(_RARE_HEADS) + name
    return f"{name} {chance.pick(_GENERATIONS)}" if chance.happens(70) else name


def to_ascii(name: str) -> str:
    """A name as the text of events tells it: Jokić is Jokic there."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return decomposed.encode("ascii", "ignore").decode()


def to_slug(name: str, joint: str = "-") -> str:
    """A name as it stands in addresses: lower case, without points, its accents kept."""
    words = "".join(letter for letter in name if letter.isalnum() or letter in " -")
    return joint.join(words.lower().replace("-", " ").split())
