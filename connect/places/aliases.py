"""Names people use for a municipality beside its two official ones, by REFNIS code.

Mergers of 2019 and 2025, from the regional decrees: the register only knows the new names.
"""

MERGED = {
    "11002": ("Borsbeek",),
    "12041": ("Puurs", "Sint-Amands"),
    "23106": ("Galmaarden", "Gooik", "Herne"),
    "37021": ("Ruiselede",),
    "37022": ("Meulebeke",),
    "44083": ("Nevele",),
    "44084": ("Knesselare",),
    "44085": ("Lovendegem", "Waarschoot", "Zomergem"),
    "44086": ("Nazareth", "De Pinte"),
    "44087": ("Wachtebeke",),
    "44088": ("Merelbeke", "Melle"),
    "45068": ("Kruishoutem", "Zingem"),
    "46029": ("Moerbeke", "Moerbeke-Waas"),
    "46030": ("Beveren", "Kruibeke", "Zwijndrecht"),
    "71071": ("Tessenderlo", "Ham"),
    "71072": ("Kortessem",),
    "72042": ("Meeuwen-Gruitrode", "Opglabbeek"),
    "72043": ("Neerpelt", "Overpelt"),
    "73110": ("Bilzen", "Hoeselt"),
    "73111": ("Tongeren", "Borgloon", "Tongres", "Looz"),
    "82039": ("Bertogne",),
}
SPELLINGS = {
    "21004": ("Ville de Bruxelles", "Stad Brussel", "City of Brussels"),
    "21012": ("Molenbeek",),
    "21014": ("Saint-Josse-ten-Node",),
    "21018": ("Woluwe-Saint-Lambert", "Sint-Lambrechts-Woluwe"),
    "25121": ("Ottignies", "Louvain-la-Neuve", "LLN"),
    "31043": ("Knokke", "Heist"),
    "46021": ("Saint-Nicolas-Waes",),
    "57097": ("Comines",),
}
# What German and English readers see and type, where it is neither the French nor the Dutch name.
EXONYMS = {
    "11002": {"en": "Antwerp"},
    "12025": {"de": "Mecheln"},
    "21004": {"en": "Brussels", "de": "Brüssel"},
    "24062": {"de": "Löwen"},
    "31005": {"en": "Bruges", "de": "Brügge"},
    "35013": {"en": "Ostend", "de": "Ostende"},
    "44021": {"en": "Ghent"},
    "62063": {"de": "Lüttich"},
}
# The nine municipalities of the German language area: the register has the German name as Dutch.
GERMAN_SPEAKING = frozenset(
    {"63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087"}
)
